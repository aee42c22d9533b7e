import { expect, test } from 'vitest'
import type { ChapterId } from '../../host/bindings'
import { previewLines, readNumber, withAnchor } from './lining'

const id = (n: number): ChapterId => String(n).padStart(32, '0') as ChapterId
const order = [1, 2, 3, 4, 5].map(id)

test('a fixed point that is there already is set anew, and all stand in the order of the book', () => {
  const first = withAnchor([], { chapter: id(5), number: 3 }, order)
  const both = withAnchor(first, { chapter: id(1), number: 0 }, order)
  expect(both.map((anchor) => anchor.chapter)).toEqual([id(1), id(5)])
  expect(withAnchor(both, { chapter: id(5), number: 4 }, order).at(-1)).toEqual({ chapter: id(5), number: 4 })
})

test('a number may be zero and nothing else than a number', () => {
  expect(['3', ' ０ ', '0'].map(readNumber)).toEqual([3, 0, 0])
  expect(['', 'x', '-1', '1.5', '9999999'].map(readNumber)).toEqual(Array(5).fill(undefined))
})

test('the preview tells only where the two begin to differ', () => {
  const plain = (n: number): { first: number; last: number } => ({ first: n, last: n })
  const lines = previewLines([null, null, plain(1), plain(2), { first: 3, last: 4 }, plain(5)], 9)
  expect(lines).toEqual(['Ours 1: no number in yours', 'Ours 3: yours 1', 'Ours 5: yours 3 to 4', 'Ours 6: yours 5'])
})
