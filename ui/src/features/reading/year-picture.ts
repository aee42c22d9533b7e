// A year of books, drawn at the width it has: one line from January to December, a light for each evening with a
// book, a spine where a book was finished. What did not happen is not drawn, and nothing is counted.
import { sizeOf } from './shelves'

export interface YearFacts {
  year: number
  days: readonly string[]
  finished: readonly { id: string; title: string; finished: string | null }[]
}
export interface YearPicture {
  width: number
  height: number
  /** Where the board lies. */
  board: number
  months: { month: number; x: number; label: number }[]
  lights: { day: string; x: number; y: number }[]
  spines: { id: string; title: string; x: number; y: number; width: number; height: number }[]
}

const day = 86_400_000
const at = (date: string): number => Date.parse(`${date}T12:00:00Z`)
const shelf = 62
const spineWidth = 12
/** Between two spines. */
const air = 2
/** Thinner than this a spine could not be seen; where a month holds more, they overlap. */
const thinnest = 2
/** A book's height here, of its height on the shelf. */
const scale = 0.3

export function yearPicture({ year, days, finished }: YearFacts, width: number): YearPicture | undefined {
  if (width < 120) return undefined
  const first = Date.UTC(year, 0, 1, 12)
  const last = Date.UTC(year, 11, 31, 12)
  const edge = 8
  const x = (time: number): number => round(edge + ((width - 2 * edge) * (time - first)) / (last - first))
  const months = Array.from({ length: 12 }, (_, month) => {
    const begins = Date.UTC(year, month, 1, 12)
    const ends = Date.UTC(year, month + 1, 0, 12)
    return { month: month + 1, x: x(begins), label: round((x(begins) + x(ends)) / 2) }
  })
  // Two evenings that would cover each other stand in two rows.
  const apart = Math.max(1, Math.ceil(9 / Math.max(1, (width - 2 * edge) / 365)))
  const lights = days
    .filter((date) => date.startsWith(`${year}-`))
    .map((date) => {
      const nth = Math.round((at(date) - first) / day)
      return { day: date, x: x(at(date)), y: shelf + 22 + (nth % Math.min(3, apart)) * 10 }
    })
  return { width, height: shelf + 66, board: shelf, months, lights, spines: spines(finished, year, x) }
}

/** Each in its own month, side by side where several were finished close together, thinner where that is full. */
function spines(finished: YearFacts['finished'], year: number, x: (time: number) => number): YearPicture['spines'] {
  const inYear = finished
    .flatMap((book) => (book.finished?.startsWith(`${year}-`) ? [{ ...book, time: at(book.finished) }] : []))
    .sort((a, b) => a.time - b.time || a.title.localeCompare(b.title))
  return Array.from({ length: 12 }, (_, month) => {
    const books = inYear.filter((book) => new Date(book.time).getUTCMonth() === month)
    // The last day's neighbour is the next month's first.
    const [from, to] = [x(Date.UTC(year, month, 1, 12)), x(Date.UTC(year, month + 1, 1, 12)) - air]
    const lefts = sideBySide(books.map((book) => x(book.time)), from, to)
    return books.map((book, i) => {
      const { left, width } = lefts[i] ?? { left: from, width: thinnest }
      // As tall beside the others as on its shelf.
      const height = Math.round(sizeOf(book.title).height * scale)
      return { id: book.id, title: book.title, x: round(left), y: shelf - height, width: round(width), height }
    })
  }).flat()
}

/** Where spines stand that would stand at these middles: in that order and between the two ends. */
function sideBySide(middles: readonly number[], from: number, to: number): { left: number; width: number }[] {
  const each = Math.min(spineWidth + air, (to - from) / Math.max(1, middles.length))
  const width = Math.max(thinnest, Math.min(spineWidth, each - Math.min(air, each / 4)))
  // Those that stand too close move on, and lean back where the month ends.
  let free = from
  const lefts = middles.map((middle) => {
    const left = Math.max(free, middle - width / 2)
    free = left + each
    return left
  })
  let end = to - width
  for (let i = lefts.length - 1; i >= 0; i--) {
    lefts[i] = Math.max(from, Math.min(lefts[i] ?? from, end))
    end = (lefts[i] ?? from) - each
  }
  return lefts.map((left) => ({ left, width }))
}

/** The days of each month on which there was a book, in order. */
export function byMonth(days: readonly string[]): { month: number; days: number[] }[] {
  const months: Record<number, number[]> = {}
  for (const date of days) (months[Number(date.slice(5, 7))] ??= []).push(Number(date.slice(8, 10)))
  return Object.entries(months).map(([month, at]) => ({ month: Number(month), days: at }))
}

/** Finished books by their month, each as it came. */
export function finishedByMonth<B extends { finished: string | null }>(books: readonly B[]): { month: number; books: B[] }[] {
  const months: Record<number, B[]> = {}
  for (const book of books) if (book.finished !== null) (months[Number(book.finished.slice(5, 7))] ??= []).push(book)
  return Object.entries(months).map(([month, books]) => ({ month: Number(month), books }))
}

const round = (n: number): number => Math.round(n * 10) / 10
