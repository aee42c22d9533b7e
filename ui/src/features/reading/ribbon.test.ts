import { expect, test } from 'vitest'
import { dots, hang, lengths, numbered, numberSpot, ring, scrollTo, segments, stripWidth, within } from './ribbon'

const pages = [2, 8, 6, 5, 12, 14, 7, 20, 10, 12, 8, 12, 17, 11, 8, 16, 13, 19, 7, 21, 7]

test('segments fill the measured width, longer chapters are wider, and none disappears', () => {
  const spots = segments(pages, 860)
  const last = spots.at(-1)!
  expect(last.x + last.width, 'the ribbon ends where the page ends').toBeCloseTo(860)
  expect(spots[7]!.width, 'twenty pages are wider than seven').toBeGreaterThan(spots[6]!.width)
  expect(Math.min(...spots.map((s) => s.width))).toBeGreaterThanOrEqual(4)
})

test('unknown lengths are drawn alike', () => {
  const spots = segments([null, null, null], 300)
  expect(new Set(spots.map((s) => s.width.toFixed(3))).size).toBe(1)
  expect(segments([10, null, 10], 300)[1]!.width).toBeCloseTo(segments([10, null, 10], 300)[0]!.width)
})

test('a book without chapters and one with three thousand can both be drawn', () => {
  expect(segments([], 860)).toEqual([])
  const width = stripWidth(3000, 860, false)
  const spots = segments(Array.from({ length: 3000 }, () => null), width)
  expect(spots.every((s) => s.width >= 3.9), 'each can be told from its neighbour').toBe(true)
})

test('on a narrow window the strip is wider than the room and scrolls itself to the bookmark', () => {
  const width = stripWidth(21, 440, true)
  expect(width).toBeGreaterThan(440)
  const spots = segments(pages, width)
  const at = scrollTo(spots[9], 440, width)
  expect(spots[9]!.x - at, 'the bookmark is in sight').toBeGreaterThan(0)
  expect(spots[9]!.x + spots[9]!.width - at).toBeLessThan(440)
  expect(scrollTo(spots[20], 440, width), 'never past the end').toBeLessThanOrEqual(width - 440)
  expect(scrollTo(spots[9], 900, 900), 'no scrolling where all is seen').toBe(0)
})

test('numbers above the ribbon never touch', () => {
  const spots = segments(pages, 860)
  const shown = numbered(21, 9, spots)
  expect(shown).toContain(9)
  expect(shown).toContain(0)
  expect(shown).toContain(20)
  const middles = shown.map((at) => spots[at]!.x + spots[at]!.width / 2)
  middles.slice(1).forEach((x, i) => expect(x - middles[i]!).toBeGreaterThan(20))
})

test('two bookmarks in one chapter hang side by side, their names to either side', () => {
  const spots = segments(pages, 860)
  const [first, second] = hang(
    [
      { side: 'b', read: 9, words: 'Sam, page 2 in 10' },
      { side: 'a', read: 9, words: 'Robin, start of 10' },
    ],
    spots,
    860,
  )
  expect(first!.side, 'the first person hangs first').toBe('a')
  expect(second!.x - first!.x, 'they do not cover each other').toBeGreaterThanOrEqual(14)
  expect(first!.label.anchor).toBe('end')
  expect(second!.label.anchor).toBe('start')
})

test.each([0, 20, 21])('names stay on the page when both bookmarks hang at %i', (read) => {
  const hung = hang(
    [
      { side: 'a', read, words: 'Robin, start of 10' },
      { side: 'b', read, words: 'Sam, start of 10' },
    ],
    segments(pages, 860),
    860,
  )
  for (const { label, words } of hung) {
    const from = label.anchor === 'start' ? label.x : label.x - words.length * 6.5
    expect(from).toBeGreaterThanOrEqual(0)
    expect(from + words.length * 6.5).toBeLessThanOrEqual(860)
  }
  const sides = new Set(hung.map((h) => h.label.anchor))
  if (sides.size === 1) expect(Math.abs(hung[0]!.label.y - hung[1]!.label.y)).toBeGreaterThan(14)
})

test.each([260, 430, 860])('a name that has no room outside stands behind its own ribbon at %i', (width) => {
  const spots = segments([10, 10, 10], width)
  const hung = hang(
    [
      { side: 'a', read: 3, words: 'Robin, end of the book' },
      { side: 'b', read: 0, words: 'Sam, start of 1' },
    ],
    spots,
    width,
  )
  for (const { label, words, side, x } of hung) {
    const from = label.anchor === 'start' ? label.x : label.x - words.length * 7
    expect(from, `${side} begins on the page`).toBeGreaterThanOrEqual(0)
    expect(from + words.length * 7, `${side} ends on the page`).toBeLessThanOrEqual(width)
    const near = label.anchor === 'start' ? label.x - x : x - label.x
    if (width === 860) expect(near, `${side} stands beside its own ribbon`).toBeLessThanOrEqual(24)
  }
  expect(Math.abs(hung[0]!.label.y - hung[1]!.label.y)).toBeGreaterThan(14)
})

test('dots say that there are notes, not how many', () => {
  const wide = { x: 0, width: 60 }
  expect(dots(0, wide)).toEqual([])
  expect(dots(1, wide)).toEqual([30])
  expect(dots(40, wide)).toHaveLength(3)
})

test('another part stands apart, and the strip keeps its width', () => {
  const spots = segments(pages, 860, (i) => i === 7)
  const gapBefore = (i: number): number => spots[i]!.x - spots[i - 1]!.x - spots[i - 1]!.width
  expect(gapBefore(7)).toBeGreaterThan(gapBefore(6) + 4)
  expect(spots.at(-1)!.x + spots.at(-1)!.width).toBeCloseTo(860)
  const many = segments(Array.from({ length: 60 }, () => null), 780, () => true)
  expect(Math.min(...many.map((s) => s.width)), 'parts never eat up the chapters').toBeGreaterThanOrEqual(4)
})

test('of three thousand chapters only those in sight are drawn', () => {
  const spots = segments(Array.from({ length: 3000 }, () => null), stripWidth(3000, 860, false))
  const [first, after] = within(spots, 9000, 10_000)
  expect(after - first).toBeLessThan(200)
  expect(spots[first]!.x + spots[first]!.width).toBeGreaterThanOrEqual(9000)
  expect(spots[after - 1]!.x).toBeLessThanOrEqual(10_000)
  expect(within(spots, -400, 1e9), 'all of them where all are in sight').toEqual([0, 3000])
  expect(within([], 0, 100)).toEqual([0, 0])
})

test('a chapter is as wide as its words; pages stand in where nobody counted them', () => {
  expect(lengths([{ pages: 3, words: 4_000 }, { pages: 10, words: null }, { pages: null, words: null }])).toEqual([4_000, 3_000, null])
})

test('the number and the ring of the last of three thousand chapters are whole', () => {
  const width = stripWidth(3000, 860, false)
  const spots = segments(Array.from({ length: 3000 }, () => null), width)
  const last = spots.at(-1)!
  expect(numberSpot(3000, last, width) + 14, 'four digits end where the strip ends').toBeLessThan(width)
  expect(numberSpot(1, spots[0]!, width) - 3.5).toBeGreaterThanOrEqual(0)
  const around = ring(last, width)
  expect(around.x + around.width).toBeLessThan(width)
  expect(ring(spots[0]!, width).x).toBeGreaterThan(0)
  expect(ring(spots[9]!, width).width, 'in between it is wider than its segment').toBeCloseTo(spots[9]!.width + 6)
})
