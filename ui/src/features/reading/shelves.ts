// Books on boards: how many stand on one, and how tall each is. A book keeps its size for good.

export interface Size {
  width: number
  height: number
}

/** Small differences in size, from the title alone, so that a shelf looks like one. */
export function sizeOf(title: string): Size {
  let hash = 7
  for (const char of title) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return { width: 108 + (hash % 6) * 2, height: 162 + ((hash >>> 5) % 5) * 4 }
}

const gap = 26
const inset = 32

/** Books in rows that fit on a board of this width; always at least one to a board. */
export function boards<T extends { title: string }>(books: readonly T[], width: number): T[][] {
  const rows: T[][] = []
  let room = 0
  for (const book of books) {
    const need = sizeOf(book.title).width + gap
    const row = rows.at(-1)
    if (!row || need - gap > room) {
      rows.push([book])
      room = width - inset - need
    } else {
      row.push(book)
      room -= need
    }
  }
  return rows
}

/** Finished books by year, the latest first, in the order they come. */
export function byYear<T extends { finished: string | null }>(books: readonly T[]): { year: string; books: T[] }[] {
  const years: { year: string; books: T[] }[] = []
  for (const book of books) {
    const year = book.finished?.slice(0, 4) ?? ''
    const last = years.at(-1)
    if (last?.year === year) last.books.push(book)
    else years.push({ year, books: [book] })
  }
  return years
}
