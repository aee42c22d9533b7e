import { expect, test } from 'vitest'
import { pacePicture } from './pace-picture'

const facts = {
  chapters: 21,
  steps: [
    { day: '2026-11-03', read: 1 },
    { day: '2026-11-10', read: 4 },
    { day: '2026-11-21', read: 9 },
  ],
  today: '2026-11-23',
  around: '2026-12-18',
}

test('the line climbs a step on each evening and the dots lead on to the date', () => {
  const picture = pacePicture(facts, 344)!
  expect(picture.line.match(/V/g), 'one step for each evening').toHaveLength(3)
  expect(picture.from).toBe('2026-11-02')
  expect(picture.end).toEqual({ x: 334, y: 14 })
  expect(picture.projection).toBe(`M${picture.now.x} ${picture.now.y}L334 14`)
  expect(picture.ticks.map((tick) => tick.chapter)).toEqual([0, 7, 14, 21])
})

test('without a date there is no dotted line and no promise', () => {
  const picture = pacePicture({ ...facts, around: undefined }, 344)!
  expect(picture.projection).toBeUndefined()
  expect(picture.until).toBe('2026-11-23')
})

test('it is drawn to the width at hand', () => {
  const wide = pacePicture(facts, 440)!
  expect([wide.width, wide.right]).toEqual([440, 430])
})

test('nothing read, a clock set back and a one-chapter book break nothing', () => {
  expect(pacePicture({ ...facts, steps: [] }, 344)).toBeUndefined()
  const back = pacePicture({ ...facts, today: '2026-01-01' }, 344)!
  expect(back.line, 'no number went astray').not.toMatch(/NaN|Infinity/)
  const short = pacePicture({ ...facts, chapters: 1, steps: [{ day: '2026-11-23', read: 1 }], around: undefined }, 344)!
  expect(short.ticks.map((tick) => tick.chapter)).toEqual([0, 1])
})

test('each evening has a place of its own on the line, in the order of days', () => {
  const picture = pacePicture(facts, 344)!
  expect(picture.steps.map(({ day, read }) => [day, read])).toEqual([['2026-11-03', 1], ['2026-11-10', 4], ['2026-11-21', 9]])
  const { steps } = picture
  expect(steps.every(({ x, y }, i) => i === 0 || (x > steps[i - 1]!.x && y < steps[i - 1]!.y)), 'on and up').toBe(true)
  for (const { x, y } of steps) expect(picture.line, 'and lies on it').toContain(`H${x}V${y}`)
})
