import { expect, test } from 'vitest'
import { changed, joined, leavesOf, placeOf, startOf, whole } from './leaves'

const megabytes: Record<string, string> = {
  prose: `${'I keep thinking about Thursday. '.repeat(15)}\n\n`.repeat(2_200),
  lines: 'a short line\n'.repeat(80_000),
  'one line': 'word '.repeat(210_000),
  'one word': 'x'.repeat(1_000_000),
  emoji: '👩‍👩‍👧'.repeat(130_000),
  'line breaks alone': '\n'.repeat(300_000),
}

test('a text in leaves is exactly the text', () => {
  for (const [what, text] of Object.entries(megabytes)) {
    const leaves = leavesOf(text)
    expect(joined(leaves) === text, `${what}: nothing is added and nothing goes`).toBe(true)
    expect(leaves.every((leaf) => leaf.text.length <= whole), `${what}: every leaf answers at once`).toBe(true)
    expect(new Set(leaves.map(({ key }) => key)).size).toBe(leaves.length)
  }
})

test('an ordinary page is one field', () => {
  expect(leavesOf('word '.repeat(3_000))).toHaveLength(1)
})

test('no leaf ends inside a letter', () => {
  const halved = leavesOf(megabytes['emoji'] ?? '').filter(({ text }) => /[\ud800-\udbff]$/.test(text) || !/^\ud83d\udc69/.test(text))
  expect(halved.filter(({ text }) => text).length, 'a family stays together').toBe(0)
})

test('typing in a leaf changes that leaf alone', () => {
  const before = leavesOf(megabytes['prose'] ?? '')
  const [, second] = before
  const after = changed(before, second!.key, `${second!.text}!`)
  expect(after.filter((leaf, i) => leaf !== before[i])).toHaveLength(1)
  expect(joined(after)).toHaveLength(joined(before).length + 1)
})

test('a leaf that grew too long is divided where it stands', () => {
  const before = leavesOf(megabytes['prose'] ?? '')
  const [first, second] = before
  const after = changed(before, first!.key, first!.text + 'x '.repeat(10_000))
  expect(after.length).toBeGreaterThan(before.length)
  expect(joined(after) === first!.text + 'x '.repeat(10_000) + joined(before).slice(first!.text.length)).toBe(true)
  expect(after[0]?.key, 'the field that is typed in stays').toBe(first!.key)
  expect(after.some(({ key }) => key === second!.key)).toBe(true)
})

test('every place of the text has its leaf', () => {
  const text = megabytes['lines'] ?? ''
  const leaves = leavesOf(text)
  for (const offset of [0, 1, 5_993, 5_994, 6_001, 500_000, text.length]) {
    const { key, at } = placeOf(leaves, offset)
    expect(startOf(leaves, key) + at).toBe(offset)
  }
})

test('a text that was set anew keeps its first field', () => {
  const before = leavesOf('draft')
  expect(leavesOf('', before)[0]?.key).toBe(before[0]?.key)
})
