// Notes by chapter, the latest chapter first, with the chapter that is being read among them.
import type { BookView, NoteForReader, PersonId } from '../../host/bindings'

export type Show = 'both' | 'mine'
export type OpenNote = Extract<NoteForReader, { kind: 'open' }>
export type SealedNote = Extract<NoteForReader, { kind: 'sealed' }>
export interface Group {
  /** From 1. */
  number: number
  notes: OpenNote[]
}

export function groups(book: BookView, here: PersonId, show: Show): Group[] {
  const by: Record<number, OpenNote[]> = {}
  for (const note of book.notes) {
    if (note.kind === 'open' && (show === 'both' || note.author === here)) (by[note.chapter] ??= []).push(note)
  }
  const mine = book.ribbons.find((ribbon) => ribbon.person === here)?.place.read ?? book.together
  const current = mine + 1
  if (current <= book.chapters.length) by[current] ??= []
  return Object.entries(by)
    .map(([number, notes]) => ({ number: Number(number), notes }))
    .sort((a, b) => b.number - a.number)
}

/** The latest chapter of which not everything that is open was brought yet; undefined when all of it was. */
export function lacking(book: BookView): number | undefined {
  const here: Record<number, number> = {}
  for (const note of book.notes) if (note.kind === 'open') here[note.chapter] = (here[note.chapter] ?? 0) + 1
  return book.noted.findLast(({ chapter, open }) => (here[chapter] ?? 0) < open)?.chapter
}

/** The same book with notes that were brought since; each stands there once. */
export function withNotes(book: BookView, more: readonly NoteForReader[]): BookView {
  const known = new Set(book.notes.map((note) => (note.kind === 'open' ? note.id : '')))
  const news = more.filter((note) => note.kind === 'open' && !known.has(note.id) && known.add(note.id))
  return news.length ? { ...book, notes: [...book.notes, ...news] } : book
}

export const sealedIn = (book: BookView): SealedNote[] => book.notes.filter((note) => note.kind === 'sealed')
