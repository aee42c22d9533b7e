// Sentences about a book. Each is one message of the catalogue; numbers and names are filled in.
import type { BookRibbon, BookView, Called, Edition, Evenings, NowBook, PersonId, Place, Toward } from '../../host/bindings'
import { t } from '../../i18n'
import { capital, count, dayMonth, longDay, number as digits } from '../../i18n/format'

export interface Name {
  id: PersonId
  name: string
  side: 'a' | 'b'
}
/** Who is at the table: who is here, and the other, once there are two. */
export interface Couple {
  here: Name
  other: Name | undefined
}

export const everyone = ({ here, other }: Couple): Name[] => (other ? [here, other] : [here])
/** The same two for both of them: what is printed must not hang on who prints it, nor on how the ids fell. */
export const bySide = (couple: Couple): Name[] => everyone(couple).sort((x, y) => (x.side < y.side ? -1 : 1))
export const named = (couple: Couple, id: PersonId): Name | undefined =>
  everyone(couple).find((person) => person.id === id)

export function evenings(plan: Evenings | null): string | undefined {
  if (!plan) return undefined
  if (plan.fewest === 7) return t('reading.evenings.every')
  if (plan.fewest === plan.most) return t('reading.evenings.same', { count: plan.most, words: count(plan.most) })
  return t('reading.evenings.range', { from: count(plan.fewest), to: count(plan.most) })
}

/** "start of 10", "page 212, in 10", "at the end". */
export function placeWords(place: Place, chapters: number): string {
  const number = place.read + 1
  if (place.read >= chapters) return t('reading.place.end')
  if (place.page !== null) return t('reading.place.page', { page: place.page, number })
  if (place.percent !== null) return t('reading.place.percent', { percent: place.percent, number })
  return t('reading.place.start', { number })
}

/** The same inside a sentence: "at the start of chapter 10". */
export function placeInProse(place: Place, chapters: number): string {
  const number = place.read + 1
  if (place.read >= chapters) return t('reading.place.longEnd')
  if (place.page !== null) return t('reading.place.longPage', { page: place.page, number })
  if (place.percent !== null) return t('reading.place.longPercent', { percent: place.percent, number })
  return t('reading.place.longStart', { number })
}

/** The ribbon in words, for everyone who does not look at it. */
export function ribbonSentence(book: BookView, couple: Couple): string {
  const said: string[] = [t('reading.sentence.chapters', { count: book.chapters.length, words: digits(book.chapters.length) })]
  if (book.together > 0) {
    const both = book.ribbons.length > 1
    said.push(t(both ? 'reading.sentence.both' : 'reading.sentence.alone', { count: book.together, last: book.together }))
  }
  for (const ribbon of book.ribbons) {
    const name = named(couple, ribbon.person)?.name
    if (name === undefined) continue
    said.push(t('reading.sentence.ribbon', { name, place: placeWords(ribbon.place, book.chapters.length) }))
    if (ribbon.heard) said.push(t('reading.sentence.heard', { name, place: placeInProse(ribbon.heard, book.chapters.length) }))
  }
  for (const note of book.notes) {
    const name = note.kind === 'sealed' ? named(couple, note.author)?.name : undefined
    if (note.kind !== 'sealed' || name === undefined) continue
    said.push(t(note.letter ? 'reading.sentence.letter' : 'reading.sentence.note', { name, number: note.chapter }))
  }
  return said.join(' ')
}

/** How far somebody has really come: as far as they heard, wherever their bookmark lies. */
export const reached = (ribbon: BookRibbon | undefined): number => (ribbon?.heard ?? ribbon?.place)?.read ?? 0

const ribbonOf = (book: Pick<BookView, 'ribbons'>, person: PersonId | undefined): BookRibbon | undefined =>
  book.ribbons.find((ribbon) => ribbon.person === person)

/** Who has chapters behind them in a book that whoever is here has not opened, and where their bookmark lies. */
export function wentOn(book: Pick<BookView, 'ribbons'>, couple: Couple): { who: Name; place: Place } | undefined {
  const theirs = ribbonOf(book, couple.other?.id)
  if (!couple.other || !theirs || theirs.place.read === 0 || ribbonOf(book, couple.here.id)) return undefined
  return { who: couple.other, place: theirs.place }
}

/** Who will see what is written on a chapter (from 0), and whether it is open to them at once. */
export function seenBy(book: BookView, couple: Couple, index: number): { name: string; atOnce: boolean } | undefined {
  if (!couple.other) return undefined
  const theirs = ribbonOf(book, couple.other.id)
  return { name: couple.other.name, atOnce: theirs !== undefined && reached(theirs) >= index }
}

/** What stands beside the cover: how far, what is next, and around when it ends, as separate sentences. */
export function nowSentences(book: NowBook, couple: Couple): string[] {
  if (book.chapters === 0) return [t(couple.other ? 'reading.now.noChapters' : 'reading.now.noChaptersAlone')]
  if (book.ribbons.length === 0) return [t('reading.now.begin'), ...firstTurn(book, couple)]
  const ahead = wentOn(book, couple)
  if (ahead) return [t('reading.now.wentOn', { name: ahead.who.name }), nextSentence(book, couple)]
  const far = howFar(book, couple)
  return book.together >= book.chapters ? far : [...far, nextSentence(book, couple)]
}

function firstTurn(book: NowBook, couple: Couple): string[] {
  const reader = book.aloud && couple.other && book.turn ? named(couple, book.turn) : undefined
  if (!reader) return []
  return [reader.id === couple.here.id ? t('reading.now.youReadFirst') : t('reading.now.readsFirst', { name: reader.name })]
}

/** What only one of two has read is told as theirs. */
function howFar(book: NowBook, couple: Couple): string[] {
  const isEnd = book.together >= book.chapters
  if (book.together === 0) return []
  const facts = { count: book.together, words: count(book.together), Count: capital(count(book.together)) }
  if (!couple.other || ribbonOf(book, couple.other.id)) return [isEnd ? t('reading.now.toEnd') : t('reading.now.in', facts)]
  const own = isEnd ? t('reading.now.toEndYourself') : t('reading.now.inYourself', facts)
  return [own, t('reading.now.notBegun', { name: couple.other.name })]
}

function nextSentence(book: NowBook, couple: Couple): string {
  const number = book.together + 1
  const reader = book.aloud && couple.other && book.turn ? named(couple, book.turn) : undefined
  const title = book.nextTitle
  if (!reader) return title === null ? t('reading.now.nextNumber', { number }) : t('reading.now.next', { title })
  if (reader.id === couple.here.id) {
    return title === null ? t('reading.now.nextNumberAndYours', { number }) : t('reading.now.nextAndYours', { title })
  }
  const { name } = reader
  return title === null
    ? t('reading.now.nextNumberAndTurn', { number, name })
    : t('reading.now.nextAndTurn', { title, name })
}

/** A sentence around one part that is set off, such as a date: what stands before it and after it. */
export function around(sentence: (mark: string) => string): [before: string, after: string] {
  const mark = '\u{e000}'
  const [before = '', after = ''] = sentence(mark).split(mark)
  return [before, after]
}

/** "18 December"; the year too once it is another one. */
export const pageDate = (date: string, today: string): string =>
  date.slice(0, 4) === today.slice(0, 4) ? dayMonth(date) : `${dayMonth(date)} ${date.slice(0, 4)}`
export const proseDate = (date: string, today: string): string =>
  date.slice(0, 4) === today.slice(0, 4) ? longDay(date) : `${longDay(date)} ${date.slice(0, 4)}`

export const sameEvenings = (a: Evenings | null, b: Evenings | null): boolean =>
  a?.fewest === b?.fewest && a?.most === b?.most

/** The plans that are offered, in the order they grow. */
export const plans: readonly (Evenings | null)[] = [
  null,
  { fewest: 1, most: 1 },
  { fewest: 1, most: 2 },
  { fewest: 2, most: 2 },
  { fewest: 2, most: 3 },
  { fewest: 3, most: 4 },
  { fewest: 5, most: 5 },
  { fewest: 7, most: 7 },
]

export function planChoice(plan: Evenings | null): string {
  if (!plan) return t('reading.evenings.none')
  if (plan.fewest === 7) return t('reading.evenings.choiceEvery')
  if (plan.fewest === plan.most) {
    return t('reading.evenings.choice', { count: plan.most, Words: capital(count(plan.most)) })
  }
  return t('reading.evenings.choiceRange', { From: capital(count(plan.fewest)), to: count(plan.most) })
}

/** What somebody holds, of those who said so. */
export const editionOf = (book: BookView, person: PersonId): Edition | undefined =>
  book.editions.find((held) => held.person === person)?.edition

/** "a paper copy, the blue one". */
export function editionWords(edition: Edition): string {
  const kind = t(`reading.edition.described.${edition.kind}`)
  return edition.name ? t('reading.edition.named', { kind, name: edition.name }) : kind
}

/** What one's own copy calls a chapter; nothing where it counts as the shared list does. */
export function calledWords(book: BookView, called: Called | null, number: number): string | undefined {
  if (!book.numbering.byParts && book.numbering.anchors.length === 0) return undefined
  if (!called) return t('reading.chapter.uncalled')
  if (called.first === called.last && called.first === number) return undefined
  return t('reading.chapter.called', { count: called.last - called.first + 1, first: called.first, last: called.last })
}

/** A chapter in a list to choose from: its number, and its title where that may be seen. */
export const chapterChoice = (title: string | null, number: number): string =>
  title ? t('reading.asleep.optionTitled', { number, title }) : t('reading.asleep.option', { number })

/** What a day that was wished for asks for. */
export function towardWords(toward: Toward): string {
  if (toward.kind === 'near') return t('reading.pace.toward.near')
  if (toward.kind === 'gone') return t('reading.pace.toward.gone')
  const { fewest, most } = toward
  if (fewest === most) return t('reading.pace.toward.range', { count: most, words: count(most) })
  return t('reading.pace.toward.between', { from: count(fewest), to: count(most) })
}

/** The same day so many months on, or the last one of a shorter month. */
export function monthsOn(date: string, months: number): string {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))).toISOString().slice(0, 10)
}
