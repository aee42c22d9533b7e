import { expect, test } from 'vitest'
import { boards, byYear, sizeOf } from './shelves'

const book = (title: string, finished: string | null = null) => ({ title, finished })
const hundred = Array.from({ length: 105 }, (_, i) => book(`Book ${i}`))

test('a board holds what fits on it, and every book stands somewhere', () => {
  const rows = boards(hundred, 516)
  expect(rows.flat()).toEqual(hundred)
  for (const row of rows) {
    const needed = row.reduce((sum, one) => sum + sizeOf(one.title).width + 26, 0) - 26
    expect(needed, 'no book hangs over the edge').toBeLessThanOrEqual(516 - 32)
  }
})

test('the narrowest board still holds one book', () => {
  expect(boards(hundred.slice(0, 3), 0).map((row) => row.length)).toEqual([1, 1, 1])
  expect(boards([], 500)).toEqual([])
})

test('a book keeps its size', () => {
  expect(sizeOf('Persuasion')).toEqual(sizeOf('Persuasion'))
  expect(sizeOf('📚').width).toBeGreaterThan(100)
})

test('finished books stand by year', () => {
  const years = byYear([book('C', '2026-02-01'), book('B', '2026-01-01'), book('A', '2024-05-05')])
  expect(years.map(({ year, books }) => [year, books.length])).toEqual([['2026', 2], ['2024', 1]])
})
