import { expect, test } from 'vitest'
import { clock } from '../../i18n/format'
import { timeOf } from './dates'

test('a page whose day alone is known says no time, and midnight is one', () => {
  expect(timeOf('2020-01-02')).toBeUndefined()
  expect(timeOf('2020-01-02T00:00')).toBe(clock('00:00'))
})
