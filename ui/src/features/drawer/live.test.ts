import { expect, test } from 'vitest'
import { beginning, namedIn, newPage, plain, tagBegun, unsigned } from './live'

test('every page that is begun has an id of its own from its first letter on', () => {
  const [one, other] = [newPage(), newPage()]
  expect(one).toMatch(/^[0-9a-f]{32}$/u)
  expect(one).not.toBe(other)
})

test('a beginning is one short line', () => {
  expect(beginning('  one\n\n two ')).toBe('one two')
  expect(beginning('She said:\n> so it is\n > > twice\n5 > 3')).toBe('She said: so it is twice 5 > 3')
  expect(beginning('word '.repeat(100)).endsWith('…')).toBe(true)
  const picture = (words: string): string => `![${words}](picture:${'a'.repeat(32)})`
  expect(beginning(`${picture('the jetty')}\n\nLow tide. ${picture('')}`), 'a picture is its words').toBe('the jetty Low tide.')
})

test('a page that begins with a quote begins with its words', () => {
  const shown = (text: string): string => plain(unsigned([{ text, found: false }]))
  expect(shown(beginning('> So long as the boat\n> is dry.\n\nShe said it.'))).toBe('So long as the boat is dry. She said it.')
  expect(shown(beginning('>> twice\n> > over'))).toBe('twice over')
  expect(shown('>close by')).toBe('close by')
  for (const text of ['5 > 3, he said', 'a -> b', '', 'so > it goes']) expect(shown(text), text).toBe(text)
  const found = unsigned([{ text: '> the ', found: false }, { text: 'boat', found: true }, { text: ' is > dry', found: false }])
  expect(found.map(({ text }) => text), 'what a search marks stays apart').toEqual(['the ', 'boat', ' is dry'])
})

test('a beginning is read without the signs of its Markdown', () => {
  const shown = (text: string): string => plain(unsigned([{ text: beginning(text), found: false }]))
  expect(shown('# The quarrel\n\nIt was **late**, and _nobody_ had `eaten`.')).toBe('The quarrel It was late, and nobody had eaten.')
  expect(shown('- [ ] call Mum\n- [x] bread')).toBe('call Mum bread')
  expect(shown('See [[Dinner|that evening]], [[Dinner]] and [a list](https://example.org/a_(b)).')).toBe('See that evening, Dinner and a list.')
  expect(shown('> **Listen**, she *said*.')).toBe('Listen, she said.')
  expect(shown('***both*** and ~~**more**~~')).toBe('both and more')
  for (const text of ['2 * 3 * 4', 'a_b_c', '#tag and #two', '5 > 3', 'so - it goes', '[not] (a link)', 'snake_case_word and 2**8', '***', '']) {
    expect(shown(text), text).toBe(text)
  }
  const found = unsigned([{ text: 'It was **', found: false }, { text: 'late', found: true }, { text: '** then', found: false }])
  expect(found.map(({ text }) => text)).toEqual(['It was ', 'late', ' then'])
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
