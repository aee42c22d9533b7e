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
