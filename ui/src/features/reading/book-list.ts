// The list of somebody's books: in groups, with what is chosen of it.
import type { FoundList, ListEntry, Stands } from '../../host/bindings'
import { t } from '../../i18n'
import { listOf } from '../../i18n/format'

export interface Listed extends ListEntry {
  /** Its place in the list, from 0. */
  at: number
}
export interface Group {
  stands: Stands
  books: Listed[]
}

const order: readonly Stands[] = ['reading', 'waiting', 'laidAside', 'read']

/** The books by where they stand, those that are read now first; groups that are empty are left out. */
export function groups(books: readonly ListEntry[]): Group[] {
  const listed = books.map((book, at): Listed => ({ ...book, at }))
  return order
    .map((stands) => ({ stands, books: listed.filter((book) => book.stands === stands) }))
    .filter((group) => group.books.length > 0)
}

/** Chosen at first: what is being read. What one of you read long ago is not the shelf that you share. */
export function chosenAtFirst(books: readonly ListEntry[]): Set<number> {
  return new Set(books.flatMap((book, at) => (book.stands === 'reading' && !book.already ? [at] : [])))
}

/** One book more, or one less. */
export function turned(chosen: ReadonlySet<number>, at: number): Set<number> {
  const next = new Set(chosen)
  if (!next.delete(at)) next.add(at)
  return next
}

/** All of a group, or none of it when all of it was chosen; those on the shelf already stay out. */
export function toggled(chosen: ReadonlySet<number>, group: Group): Set<number> {
  const can = group.books.filter((book) => !book.already)
  const next = new Set(chosen)
  if (isWhole(chosen, group)) for (const { at } of can) next.delete(at)
  else for (const { at } of can) next.add(at)
  return next
}

export function isWhole(chosen: ReadonlySet<number>, group: Group): boolean {
  const can = group.books.filter((book) => !book.already)
  return can.length > 0 && can.every(({ at }) => chosen.has(at))
}

/** Which lines could not be read; of many, the first ones. */
export function unreadWords({ unread, unreadLines }: Pick<FoundList, 'unread' | 'unreadLines'>): string {
  const lines = listOf(unreadLines.map(String))
  return unread > unreadLines.length
    ? t('anything.list.unreadFirst', { count: unread, lines })
    : t('anything.list.unread', { count: unread, lines })
}
