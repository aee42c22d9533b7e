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
  return { width, height: shelf + 66, board: shelf, months, lights, spines: spines(finished, year, x, width) }
}

/** Side by side where several were finished close together. */
function spines(finished: YearFacts['finished'], year: number, x: (time: number) => number, width: number): YearPicture['spines'] {
  const inYear = finished
    .flatMap((book) => (book.finished?.startsWith(`${year}-`) ? [{ ...book, time: at(book.finished) }] : []))
    .sort((a, b) => a.time - b.time || a.title.localeCompare(b.title))
  let free = 0
  const standing = inYear.map((book) => {
    const left = Math.max(free, x(book.time) - spineWidth / 2)
    free = left + spineWidth + 2
    // As tall beside the others as on its shelf.
    const height = Math.round(sizeOf(book.title).height * scale)
    return { id: book.id, title: book.title, x: left, y: shelf - height, width: spineWidth, height }
  })
  // Those finished at the year's end lean back into the picture.
  const over = Math.max(0, free - 2 - width)
  return standing.map((spine) => ({ ...spine, x: round(Math.max(0, spine.x - over)) }))
}

/** The days of each month on which there was a book, in order. */
export function byMonth(days: readonly string[]): { month: number; days: number[] }[] {
  const months: Record<number, number[]> = {}
  for (const date of days) (months[Number(date.slice(5, 7))] ??= []).push(Number(date.slice(8, 10)))
  return Object.entries(months).map(([month, at]) => ({ month: Number(month), days: at }))
}

const round = (n: number): number => Math.round(n * 10) / 10
