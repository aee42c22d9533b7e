import { expect, test } from 'vitest'
import type { PageId } from '../../host/bindings'
import { beginning, begunWith, foundIn } from './live'

const found = (text: string, query: string): string[] => foundIn(text, query).map(({ from, to }) => text.slice(from, to))

test('a search marks every word that begins like one that was typed', () => {
  expect(found('I keep thinking about Thursday. Not the food.', 'thurs foo')).toEqual(['Thursday', 'food'])
  expect(found('on Thursday', '"thursday nights"')).toEqual(['Thursday'])
})

test('nothing that is typed is a pattern', () => {
  for (const query of ['', ' ', '(', '[a-', '.*', '\\', '"', 'a']) expect(found('a (b) [c] .*', query)).toEqual([])
})

test('a page that was just begun keeps the place that the drawer gave it', () => {
  const id = 'f'.repeat(32) as PageId
  expect(begunWith({ id, title: '', body: 'a' }, { id: undefined, title: '', body: 'ab' })).toEqual({
    id,
    title: '',
    body: 'ab',
  })
})

test('a beginning is one short line', () => {
  expect(beginning('  one\n\n two ')).toBe('one two')
  expect(beginning('word '.repeat(100)).endsWith('…')).toBe(true)
})
