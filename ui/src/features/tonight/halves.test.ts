import { describe, expect, it } from 'vitest'
import type { PersonId } from '../../host/bindings'
import { halves } from './halves'

const robin = 'a'.repeat(32) as PersonId
const sam = 'b'.repeat(32) as PersonId

describe('halves', () => {
  it('keeps each person’s half their own', () => {
    expect(halves([robin], [robin, sam], sam)).toEqual({ a: true, b: false, mine: false, both: false })
    expect(halves([sam], [robin, sam], sam)).toEqual({ a: false, b: true, mine: true, both: false })
  })

  it('is both when both were part of it', () => {
    expect(halves([sam, robin], [robin, sam], robin).both, 'in whatever order they marked').toBe(true)
  })

  it('is whole for someone who lives with it alone', () => {
    expect(halves([robin], [robin], robin), 'no half stays open for nobody').toEqual({
      a: true,
      b: true,
      mine: true,
      both: true,
    })
  })
})
