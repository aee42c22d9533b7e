import { expect, test } from 'vitest'
import type { ListEntry, Stands } from '../../host/bindings'
import { chosenAtFirst, groups, isWhole, toggled, unreadWords } from './book-list'

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

test('lines that could not be read are named', () => {
  const words = (unread: number, unreadLines: number[]): string => unreadWords({ unread, unreadLines }).replace(/[\u2066-\u2069]/gu, '')
  expect(words(1, [12])).toBe('One line could not be read: line 12.')
  expect(words(2, [3, 12])).toBe('2 lines could not be read: lines 3 and 12.')
  expect(words(40, [3, 12, 13])).toBe('40 lines could not be read, among them lines 3, 12 and 13.')
})
