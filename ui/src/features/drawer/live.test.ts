import { expect, test } from 'vitest'
import { beginning, namedIn, newPage, tagBegun } from './live'

test('every page that is begun has an id of its own from its first letter on', () => {
  const [one, other] = [newPage(), newPage()]
  expect(one).toMatch(/^[0-9a-f]{32}$/u)
  expect(one).not.toBe(other)
})

test('a beginning is one short line', () => {
  expect(beginning('  one\n\n two ')).toBe('one two')
  expect(beginning('word '.repeat(100)).endsWith('…')).toBe(true)
  const picture = (words: string): string => `![${words}](picture:${'a'.repeat(32)})`
  expect(beginning(`${picture('the jetty')}\n\nLow tide. ${picture('')}`), 'a picture is its words').toBe('the jetty Low tide.')
})

test('a tag is begun by its sign, at the end of what is typed', () => {
  expect(tagBegun('plates #Mon')).toBe('mon')
  expect(tagBegun('#')).toBe('')
  for (const query of ['', '#money ', 'a#b', 'plates']) expect(tagBegun(query), query).toBeUndefined()
})

test('what a page names changes with its links and with nothing else', () => {
  expect(namedIn('See [[one]] and [[two]].')).toBe(namedIn('[[one]][[two]]'))
  expect(namedIn('See [[one]]')).not.toBe(namedIn('See [[ones]]'))
  expect(namedIn('no [link](there) [[\nnor here]]')).toBe('')
})
