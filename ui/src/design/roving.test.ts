import { expect, test } from 'vitest'
import { steppedTo, type Lay } from './roving'

const step = (name: string, at: number, lay: Partial<Lay> = {}, count = 8, more: KeyboardEventInit = {}): number | undefined =>
  steppedTo(new KeyboardEvent('keydown', { key: name, ...more }), at, count, { rtl: false, ...lay })

test('a group of choices has no end, and a line of time has two', () => {
  expect(step('ArrowRight', 7)).toBe(0)
  expect(step('ArrowUp', 0)).toBe(7)
  expect(step('ArrowRight', 7, { stride: 10 })).toBe(7)
  expect(step('ArrowLeft', 0, { stride: 10 })).toBe(0)
  expect([step('Home', 5), step('End', 5)]).toEqual([0, 7])
})

test('in a grid up and down go by a row, and stay in it at its edge', () => {
  const lay = { columns: 4 }
  expect([step('ArrowDown', 1, lay), step('ArrowUp', 6, lay)]).toEqual([5, 2])
  expect([step('ArrowDown', 6, lay), step('ArrowUp', 1, lay)]).toEqual([7, 0])
})

test('pages are turned only along a line', () => {
  expect([step('PageDown', 2, { stride: 3 }), step('PageUp', 2, { stride: 3 })]).toEqual([5, 0])
  expect(step('PageDown', 2)).toBeUndefined()
})

test('from right to left the sideways arrows are the other way round', () => {
  expect([step('ArrowLeft', 2, { rtl: true }), step('ArrowRight', 2, { rtl: true })]).toEqual([3, 1])
  expect(step('ArrowDown', 2, { rtl: true })).toBe(3)
})

test('a shortcut is no step, and a group without members leads nowhere', () => {
  expect(step('ArrowRight', 0, {}, 3, { ctrlKey: true })).toBeUndefined()
  expect(step('a', 0)).toBeUndefined()
  expect(step('End', 0, {}, 0)).toBeUndefined()
})
