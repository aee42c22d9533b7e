import { expect, test } from 'vitest'
import { bytesOf, within } from './letters'

test('what comes in is taken as far as there is room, counted in bytes, and no letter is cut in two', () => {
  expect(within('', '盘子盘子', 10)).toEqual({ text: '盘子盘', cut: 3 })
  expect(within('', 'né👩‍👩‍👧', 20), 'a family is one letter').toEqual({ text: 'né', cut: 2 })
  expect(within('', 'The plates', 10), 'what fits is left as it is').toEqual({ text: 'The plates', cut: undefined })
})

test('what stood there stands, also behind what comes in', () => {
  expect(within('The plates', 'The blue plates', 12)).toEqual({ text: 'The blplates', cut: 6 })
  expect(within('a😀b', 'a😁😀b', 6), 'two letters that begin alike').toEqual({ text: 'a😀b', cut: 1 })
  const [text, typed] = ['x'.repeat(2_000), `${'x'.repeat(1_000)}é${'x'.repeat(1_000)}`]
  expect(within(text, typed, 2_000).text, 'a key more changes nothing').toBe(text)
  expect(bytesOf(within('abc', 'q'.repeat(50), 7).text)).toBe(7)
})
