// A book of three chapters on the table of two, for unit tests.
import type { BookId, BookView, ChapterId, NoteId, PersonId } from '../../host/bindings'
import { robin, sam } from '../../host/two-people'

export const couple = {
  here: { id: robin, name: 'Robin', side: 'a' as const },
  other: { id: sam, name: 'Sam', side: 'b' as const },
}
export const chapter = (n: number, aloudBy: PersonId | null = null): BookView['chapters'][number] => ({
  id: String(n).padStart(32, '0') as ChapterId,
  title: `Part ${n}`,
  part: '',
  pages: 12,
  words: null,
  minutes: null,
  called: null,
  aloudBy,
})
export const at = (read: number) => ({ read, page: null, percent: null })
export const book: BookView = {
  id: 'b'.repeat(32) as BookId,
  title: 'The Jetty Book',
  author: '',
  shelf: 'table',
  finished: null,
  evenings: null,
  aloud: true,
  turn: sam,
  isbn: '',
  language: '',
  cover: null,
  file: null,
  fileHasCover: false,
  trade: 'nights',
  finishBy: null,
  toward: null,
  meant: null,
  today: '2026-11-23',
  chapters: [chapter(1, robin), chapter(2), chapter(3)],
  titlesHidden: false,
  ribbons: [
    { person: robin, place: at(1), heard: null },
    { person: sam, place: at(2), heard: null },
  ],
  together: 1,
  notes: [],
  noted: [],
  fromRight: false,
  steps: [],
  projection: null,
  lines: [],
  editions: [{ person: robin, edition: { kind: 'screen', pages: null, name: '' } }],
  numbering: { byParts: false, anchors: [] },
}

/** A note of robin's in chapter 2, open to both. */
export const openNote = (words: string, id = 'c'): Extract<BookView['notes'][number], { kind: 'open' }> => ({
  kind: 'open',
  id: id.repeat(32) as NoteId,
  author: robin,
  chapter: 2,
  day: '2026-11-22',
  what: 'note',
  page: null,
  percent: null,
  words,
})
