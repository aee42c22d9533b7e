import { expect, test } from 'vitest'
import { flow, type FlowData } from './flow'
import { marksOf, walk } from './flow-walk'

const data: FlowData = {
  surfaces: [
    { label: 'Being late', times: 3, under: [2, 1] },
    { label: 'Dishes', times: 1, under: [1, 0] },
    { label: 'Phones', times: 1, under: [0, 0] },
  ],
  needs: [
    { label: 'To come first', times: 3, lit: true },
    { label: 'Appreciation', times: 1, lit: false },
  ],
}
const marks = (rightToLeft = false) => marksOf(flow(data, 800, (text) => text.length * 8, rightToLeft), data, 5)

test('each mark says what flows from it or into it', () => {
  expect(marks().map(({ said }) => said)).toEqual([
    'Being late, three times: “To come first” two times and “Appreciation” once.',
    'Dishes, once: “To come first” once.',
    'Phones, once. Nothing underneath was named.',
    'To come first, three of five: “Being late” two times and “Dishes” once.',
    'Appreciation, one of five: “Being late” once.',
  ])
})

test('the arrow keys walk along a row and between the rows, and stop at the edges', () => {
  const path = (keys: string[], of = marks()): number[] => {
    let at = 0
    return keys.map((key) => (at = walk(of, at, key) ?? -1))
  }
  expect(path(['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft'])).toEqual([1, 2, 2, 1])
  expect(path(['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowUp'])).toEqual([3, 4, 2, 2])
  expect(path(['End', 'Home', 'ArrowLeft'])).toEqual([2, 0, 0])
  expect(path(['ArrowLeft'], marks(true)), 'from right to left the next one lies to the left').toEqual([1])
  expect(walk(marks(), 0, 'Tab')).toBeUndefined()
})
