import { expect, test } from 'vitest'
import { whyNot } from './why-not'

test('each reason that keeps words in the window has a sentence of its own', () => {
  const reasons = ['full', 'readOnly', 'drawerLocked', 'invalid', 'busy']
  expect(new Set(reasons.map((code) => whyNot(code))).size).toBe(reasons.length)
  expect(whyNot('invalid', 'table'), 'nothing on the table goes into a drawer').not.toContain('drawer')
  expect(whyNot('readOnly'), 'a folder that can only be read is no full disk').not.toContain('full')
})
