import { expect, test } from 'vitest'
import { fitted } from './pictures'

test('a cover is drawn down to fit, never up, and keeps its shape', () => {
  expect(fitted(1000, 1500)).toEqual({ width: 360, height: 540 })
  expect(fitted(3000, 1000)).toEqual({ width: 360, height: 120 })
  expect(fitted(90, 120)).toEqual({ width: 90, height: 120 })
  expect(fitted(12_000, 1), 'a line is still a picture').toEqual({ width: 360, height: 1 })
})
