import { describe, expect, it } from 'vitest'
import { angle, dial, pointAt } from './dial'

describe('the evening dial', () => {
  it('has twelve hours, so that evening and morning share a face', () => {
    expect(angle(21 * 60 + 30), 'half past nine in the evening').toBe(angle(9 * 60 + 30))
    expect(angle(0), 'midnight is at the top').toBe(0)
    expect(angle(15 * 60), 'three is a quarter').toBe(90)
    expect(angle(-60), 'an hour before midnight is eleven').toBe(330)
  })

  it('draws at the size it is measured at, never by scaling', () => {
    const wide = dial(424, 19 * 60 + 40, 110)
    const narrow = dial(320, 19 * 60 + 40, 110)
    expect(wide.centre).toBe(212)
    expect(narrow.face, 'the face follows the size').toBeCloseTo((196 / 200) * 160, 2)
    expect(wide.numerals.map((n) => n.hour), 'four numerals are read at a glance').toEqual([12, 3, 6, 9])
  })

  it('lights the way from now to the next time', () => {
    const evening = dial(400, 19 * 60 + 40, 110)
    expect(evening.now, 'twenty to eight').toEqual(pointAt(200, 178, 230))
    expect(evening.then, 'half past nine').toEqual(pointAt(200, 178, 285))
    expect(evening.arc, 'a short way takes the small arc').toContain(' 0 0 1 ')
    expect(dial(400, 600, 400).arc, 'more than half a turn takes the large arc').toContain(' 0 1 1 ')
  })

  it('lights nothing when the time is here, past, or more than a turn away', () => {
    for (const ahead of [0, -5, 720, 900]) expect(dial(400, 600, ahead).arc, `${ahead} minutes`).toBeUndefined()
  })
})
