import { expect, test } from 'vitest'
import { cutting } from './cutting'

const long = `${'word '.repeat(100)}and then the Café by the sea, ${'more '.repeat(100)}`

test('a long note is cut around what was looked for, however it was typed', () => {
  for (const asked of ['cafe', 'CAFÉ', '“café”', 'nothing cafe']) {
    const cut = cutting(long, asked)
    expect(cut, asked).toContain('Café by the sea')
    expect(cut.length).toBeLessThan(230)
    expect(cut).toMatch(/^…word.*…$/u)
  }
})

test('what stands near the beginning, or nowhere, shows the beginning', () => {
  expect(cutting(long, 'word').startsWith('word word')).toBe(true)
  expect(cutting(long, 'zebra').startsWith('word word')).toBe(true)
  expect(cutting('short', 'x')).toBe('short')
  expect(cutting('é'.repeat(500), '!').length).toBeLessThan(230)
})
