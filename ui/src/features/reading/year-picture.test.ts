import { expect, test } from 'vitest'
import { byMonth, yearPicture } from './year-picture'

const facts = {
  year: 2026,
  days: ['2026-01-02', '2026-11-23', '2026-11-24'],
  finished: [
    { id: 'b', title: 'B', finished: '2026-12-31' },
    { id: 'a', title: 'A', finished: '2026-12-31' },
    { id: 'c', title: 'C', finished: '2025-05-01' },
  ],
}

test('only what happened is drawn, at the width at hand', () => {
  const picture = yearPicture(facts, 600)!
  expect(picture.lights.map((light) => light.day)).toEqual(facts.days)
  expect(picture.months).toHaveLength(12)
  expect(picture.spines.map((spine) => spine.id), 'another year’s book stands in that year').toEqual(['a', 'b'])
  for (const { x, width } of picture.spines) expect(x + width).toBeLessThanOrEqual(600)
  expect(picture.spines[1]!.x - picture.spines[0]!.x, 'two books never stand in one place').toBeGreaterThanOrEqual(12)
})

test('a full month keeps its books to itself', () => {
  const finished = Array.from({ length: 150 }, (_, i) => ({
    id: `${i}`,
    title: `Book ${i}`,
    finished: `2026-01-${String(1 + (i % 31)).padStart(2, '0')}`,
  }))
  for (const width of [320, 900]) {
    const picture = yearPicture({ ...facts, finished: [...finished, { id: 'f', title: 'F', finished: '2026-02-01' }] }, width)!
    const [january, february] = [picture.months[0]!, picture.months[1]!]
    const full = picture.spines.slice(0, 150)
    for (const { x, width: wide } of full) {
      expect(x).toBeGreaterThanOrEqual(january.x)
      expect(x + wide, 'what was finished in January stands in January').toBeLessThanOrEqual(february.x)
      expect(wide).toBeGreaterThanOrEqual(2)
    }
    expect(new Set(full.map(({ x }) => x)).size, 'they do not all lie in one place').toBeGreaterThan(15)
    expect(full.map(({ x }) => x)).toEqual(full.map(({ x }) => x).sort((a, b) => a - b))
    expect(picture.spines.at(-1)!.x).toBeGreaterThanOrEqual(february.x)
  }
})

test('evenings beside each other do not cover each other', () => {
  const [, one, two] = yearPicture(facts, 440)!.lights
  expect(Math.hypot(one!.x - two!.x, one!.y - two!.y)).toBeGreaterThan(6)
})

test('the list says the same days', () => {
  expect(byMonth(facts.days)).toEqual([
    { month: 1, days: [2] },
    { month: 11, days: [23, 24] },
  ])
  expect(yearPicture(facts, 0), 'nothing is drawn before there is room').toBeUndefined()
})
