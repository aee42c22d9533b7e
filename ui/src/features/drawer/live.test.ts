import { expect, test } from 'vitest'
import { beginning, foundIn, newPage } from './live'

const found = (text: string, query: string): string[] => foundIn(text, query).map(({ from, to }) => text.slice(from, to))

test('a search marks every word that begins like one that was typed', () => {
  expect(found('I keep thinking about Thursday. Not the food.', 'thurs foo')).toEqual(['Thursday', 'food'])
  expect(found('on Thursday', '"thursday nights"')).toEqual(['Thursday'])
})

test('nothing that is typed is a pattern', () => {
  for (const query of ['', ' ', '(', '[a-', '.*', '\\', '"', 'a']) expect(found('a (b) [c] .*', query)).toEqual([])
})

test('every page that is begun has an id of its own from its first letter on', () => {
  const [one, other] = [newPage(), newPage()]
  expect(one).toMatch(/^[0-9a-f]{32}$/u)
  expect(one).not.toBe(other)
})

test('a beginning is one short line', () => {
  expect(beginning('  one\n\n two ')).toBe('one two')
  expect(beginning('word '.repeat(100)).endsWith('…')).toBe(true)
})
