import { expect, test } from 'vitest'
import type { ListEntry, Stands } from '../../host/bindings'
import { chosenAtFirst, groups, isWhole, toggled } from './book-list'

const book = (title: string, stands: Stands, already = false): ListEntry => ({ title, author: '', stands, already })
const list = [
  book('Cranford', 'read'),
  book('The Return', 'reading'),
  book('Firs', 'waiting', true),
  book('Boat', 'waiting'),
]

test('a list is shown by where its books stand, those that are read now first', () => {
  expect(groups(list).map(({ stands, books }) => [stands, ...books.map(({ at }) => at)])).toEqual([
    ['reading', 1],
    ['waiting', 2, 3],
    ['read', 0],
  ])
})

test('nothing that one of you read long ago comes to the shared shelf unasked', () => {
  expect([...chosenAtFirst(list)]).toEqual([1])
})

test('a group is chosen as a whole and let go as a whole, without what is there already', () => {
  const [, waiting] = groups(list)
  const chosen = toggled(new Set([1]), waiting!)
  expect([...chosen], 'Firs is on the shelf').toEqual([1, 3])
  expect(isWhole(chosen, waiting!)).toBe(true)
  expect([...toggled(chosen, waiting!)]).toEqual([1])
})
