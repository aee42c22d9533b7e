import { expect, test } from 'vitest'
import { asEdits, counted, moved, partRenamed, proposalWords, readCount, row, rows, withoutEmptyEnd } from './chapter-list'

const titles = (list: { title: string }[]): string[] => list.map((chapter) => chapter.title)
const list = rows(['One', 'Two', 'Three'].map((title) => ({ title, part: '', pages: null, words: null })))

test('a pasted list is shown before anything is kept, with what was left out', () => {
  const said = proposalWords({
    kind: 'chapters',
    chapters: [{ id: null, title: 'The Return', part: '', pages: 2, words: null }],
    leftOut: ['Cover', 'Index', 'Copyright', '1.1 The road'],
    leftOutCount: 4,
  })
  expect(said.found).toBe('One chapter found')
  expect(said.more).toBe('Left out 4 lines: Cover\u00a0· Index\u00a0· Copyright …')
})

test('what cannot be a contents list is said in words, with the limit', () => {
  expect(proposalWords({ kind: 'tooMany', found: 5000, most: 3000 }).found).toMatch(/5.000 lines.*3.000/)
  expect(proposalWords({ kind: 'nothing' }).found).toContain('No chapters found')
  expect(proposalWords({ kind: 'tooLong' }).found).not.toMatch(/error|fail/i)
})

test('moving a chapter leaves the others in order', () => {
  expect(titles(moved(list, 2, 0))).toEqual(['Three', 'One', 'Two'])
  expect(titles(moved(list, 0, 99)), 'the end is the furthest').toEqual(['Two', 'Three', 'One'])
})

test('a chapter keeps its id through every edit, so that its notes stay on it', () => {
  const id = 'c'.repeat(32) as NonNullable<ReturnType<typeof row>['id']>
  const edited = moved([row({ id, title: 'Old' }), row({ title: 'New' })], 0, 1)
  expect(asEdits(edited).map((chapter) => chapter.id)).toEqual([null, id])
})

test('the empty row at the end of a typed list is no chapter, one between is', () => {
  expect(withoutEmptyEnd([...list, row(), row({ title: '  ' })])).toHaveLength(3)
  expect(withoutEmptyEnd([row(), row({ title: 'Two' })])).toHaveLength(2)
})

test('a part is renamed for its own run of chapters only', () => {
  const parts = rows(['A', 'A', 'B', 'A'].map((part) => ({ title: '', part, pages: null, words: null })))
  expect(partRenamed(parts, 0, 'Shore').map((chapter) => chapter.part)).toEqual(['Shore', 'Shore', 'B', 'A'])
})

test('a count is a whole number that a book can have', () => {
  expect(['21', ' ２１ ', '3000'].map(readCount)).toEqual([21, 21, 3000])
  expect(['', '0', '-1', '2.5', '3001', 'many', '1e3'].map(readCount)).toEqual(Array(7).fill(undefined))
  expect(counted(21)).toHaveLength(21)
})
