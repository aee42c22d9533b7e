// The book that is being added. It outlives the sheet it is typed on, and the window.
import { uncoveredField, type Waiting } from '../../app/unsent.svelte'
import type { Evenings, FoundBook, FromFile, SameBook } from '../../host/bindings'
import { counted, readCount, row, rows, withoutEmptyEnd, type Row } from './chapter-list'

export interface NewBook {
  title: string
  author: string
  isbn: string
  /** What was found in a file, and what is chosen about it. */
  file: FileInHand | null
  how: 'file' | 'paste' | 'count' | 'type'
  text: string
  /** Whether `pasted` is not yet what `text` says. */
  unread: boolean
  pasted: Row[]
  count: string
  typed: Row[]
  where: 'table' | 'waiting'
  evenings: Evenings | null
  aloud: boolean
}

/** A file that was looked into. Where it lies is known to the core alone, and only while this window stands. */
export interface FileInHand {
  ticket: number | null
  name: string
  isbn: string
  language: string
  fromRight: boolean
  body: Row[]
  /** With what stands around the book, where anything does. */
  whole: Row[] | null
  /** Whether that is taken, too. */
  around: boolean
  /** Why the file was not read, where a library told the rest of the book. */
  unread: string | null
  /** Whether the contents were made of headings. */
  headings: boolean
  hasCover: boolean
  coverLeftOut: boolean
  /** The cover as it would be kept. */
  cover: string | null
  ownCover: boolean
  /** The same book on the shelf. */
  same: SameBook | null
  /** Whether the contents go into that one. */
  into: boolean
}

/** A book of which nothing is known yet. */
export const blank = (): NewBook => ({
  title: '',
  author: '',
  isbn: '',
  file: null,
  how: 'paste',
  text: '',
  unread: false,
  pasted: [],
  count: '',
  typed: [],
  where: 'table',
  evenings: null,
  aloud: true,
})

export const isBlank = (draft: NewBook): boolean =>
  draft.file === null &&
  ![draft.title, draft.author, draft.isbn, draft.text, draft.count, ...draft.typed.map((chapter) => chapter.title)].some((text) => text.trim())

/** Whether a file brought any chapters. */
export const hasContents = (file: FileInHand | null): boolean => file !== null && (file.body.length > 0 || file.whole !== null)

/** All that was typed and pasted, to take along. */
export const wordsOf = ({ title, author, isbn, text, pasted, typed }: NewBook): string =>
  [title, author, isbn, text, ...[...pasted, ...typed].map((chapter) => chapter.title)].filter((words) => words.trim()).join('\n')

/** The chapters in the way that is chosen. */
export function chaptersOf({ how, file, pasted, typed, count }: NewBook): Row[] {
  if (how === 'file') return (file?.around ? file.whole : file?.body) ?? []
  if (how === 'paste') return pasted
  if (how === 'type') return withoutEmptyEnd(typed)
  return counted(readCount(count) ?? 0)
}

/** Where the person who is here keeps the book in hand. */
export interface BookInHand extends Waiting {
  readonly waits: boolean
  take(): NewBook
  keep(draft: NewBook): void
  forget(): void
}

export function bookInHand(): BookInHand {
  const field = uncoveredField('book')
  return {
    get waits() {
      return field.words !== ''
    },
    take: () => (field.words ? read(field.words) : blank()),
    keep(draft) {
      field.words = isBlank(draft) ? '' : JSON.stringify(withoutPicture(draft))
    },
    forget() {
      field.words = ''
    },
    where: 'table',
    get why() {
      return field.why
    },
  }
}

/** A cover is found again under its ticket; it is not written down with every letter. */
const withoutPicture = (draft: NewBook): NewBook => ({ ...draft, file: draft.file && { ...draft.file, cover: null } })

/** What an earlier version kept may lack a field. Rows get keys of this window. */
function read(words: string): NewBook {
  const kept = { ...blank(), ...(JSON.parse(words) as Partial<NewBook>) }
  const file = kept.file && { ...kept.file, body: kept.file.body.map(row), whole: kept.file.whole?.map(row) ?? null }
  return { ...kept, file, pasted: kept.pasted.map(row), typed: kept.typed.map(row) }
}

/** The draft with what a file says of its book. Title, author and number that somebody typed stay; those that an earlier
 * file brought go with it. Lists that were pasted or typed stay where they are. */
export function withFile(draft: NewBook, book: FoundBook): NewBook {
  const typed = (words: string): boolean => words.trim() !== '' && draft.file === null
  return {
    ...draft,
    title: typed(draft.title) ? draft.title : book.title,
    author: typed(draft.author) ? draft.author : book.author,
    isbn: typed(draft.isbn) ? draft.isbn : book.isbn,
    how: book.body.length > 0 || book.whole ? 'file' : draft.how === 'file' ? 'paste' : draft.how,
    file: {
      ticket: book.ticket,
      name: book.name,
      isbn: book.isbn,
      language: book.language,
      fromRight: book.fromRight,
      body: rows(book.body),
      whole: book.whole && rows(book.whole),
      around: false,
      unread: book.unread,
      headings: book.source === 'headings',
      hasCover: book.cover === 'found',
      coverLeftOut: book.cover === 'leftOut',
      cover: null,
      ownCover: false,
      same: book.same,
      into: book.same !== null,
    },
  }
}

/** The draft without its file; what it brought into the fields stays, for it may have been changed. */
export const withoutFile = (draft: NewBook): NewBook => ({
  ...draft,
  file: null,
  how: draft.how === 'file' ? 'paste' : draft.how,
})

/** What the core hears of the file besides title and author. A book that is there already has no field for the number:
 * the file's own is taken. */
export const fromFile = ({ isbn, file }: NewBook): FromFile => ({
  isbn: file?.same && file.into ? file.isbn : isbn,
  language: file?.language ?? '',
  fromRight: file?.fromRight ?? false,
  cover: file?.ownCover ? file.cover : null,
  ticket: file?.ticket ?? null,
})
