import { expect, test } from 'vitest'
import type { ChapterId } from '../../host/bindings'
import { drawn, moodOf, moods, pointsOf } from './talking'

const chapter = '0123456789abcdef0123456789abcdef' as ChapterId

test('there are at least sixty, each of them once', () => {
  const all = moods.flatMap((mood) => pointsOf(mood))
  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(new Set(all).size, 'none stands there twice').toBe(all.length)
})

test('they invite and never judge', () => {
  for (const point of moods.flatMap((mood) => pointsOf(mood))) {
    expect(point).not.toMatch(/!|\b(must|should|wrong with|fail|score|rate)\b/i)
    expect(point.length, 'short enough to be said').toBeLessThan(120)
  }
})

test('one alone is asked nothing that needs a second one', () => {
  const own = moods.flatMap((mood) => pointsOf(mood, true))
  expect(own.filter((point) => /\b(two of us|our|look over at me|shall we)\b/i.test(point))).toEqual([])
  expect(own.length, 'and has enough to think about').toBeGreaterThanOrEqual(55)
})

test('one chapter on one evening begins alike on both computers', () => {
  for (const mood of moods) expect(drawn(11, chapter, '2026-11-23', mood, 0)).toBe(drawn(11, chapter, '2026-11-23', mood, 0))
  expect(moodOf(chapter, '2026-11-23')).toBe(moodOf(chapter, '2026-11-23'))
  const evenings = Array.from({ length: 20 }, (_, day) => drawn(11, chapter, `2026-11-${day + 1}`, 'light', 0))
  expect(new Set(evenings).size, 'another evening, another one').toBeGreaterThan(3)
})

test('none comes again before every other had its turn', () => {
  for (const count of [1, 2, 11, 12]) {
    const seen = Array.from({ length: count }, (_, nth) => drawn(count, chapter, '2026-11-23', 'deep', nth))
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, at) => at))
  }
})
