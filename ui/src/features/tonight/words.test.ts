import { describe, expect, it } from 'vitest'
import { asSentence, isEvening, promise } from './words'

it('is evening from six until the couple’s day ends', () => {
  expect(['18:00', '23:59', '00:10', '03:59'].map(isEvening)).toEqual([true, true, true, true])
  expect(['04:00', '07:15', '12:30', '17:59'].map(isEvening)).toEqual([false, false, false, false])
})

describe('the presence promise', () => {
  it('says the length and then each promise in the words they chose', () => {
    expect(promise(10, ['Both phones in the drawer', 'The listener only listens.'])).toEqual([
      'Ten minutes.',
      'Both phones in the drawer.',
      'The listener only listens.',
    ])
  })

  it('says the length alone when nothing is promised', () => {
    expect(promise(60, []), 'no promise is owed').toEqual(['An hour.'])
  })

  it('never changes what a person wrote', () => {
    expect(asSentence('iPad aus?'), 'a question stays one').toBe('iPad aus?')
    expect(asSentence('الهواتف بعيدا'), 'any script, any direction').toBe('الهواتف بعيدا.')
    expect(asSentence('“Shh.”'), 'a quotation that ended needs no second stop').toBe('“Shh.”')
  })
})
