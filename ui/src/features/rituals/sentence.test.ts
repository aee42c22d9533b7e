import { beforeEach, describe, expect, it } from 'vitest'
import { useFormats } from '../../i18n/format'
import { sentence, shortDays } from './sentence'

const every = [1, 2, 3, 4, 5, 6, 7]

describe('the sentence under the day picker', () => {
  beforeEach(() => useFormats({ locale: 'en-GB', hours: '24' }))

  it('repeats the result in words', () => {
    const at = '21:30'
    expect(sentence({ every: 1, days: every, at }, 10)).toBe('Every day, at 21:30, for ten minutes.')
    expect(sentence({ every: 1, days: every.filter((d) => d !== 5), at }, 10)).toBe(
      'Every day but Friday, at 21:30, for ten minutes.',
    )
    expect(sentence({ every: 1, days: [3, 1], at }, 15)).toBe('Monday and Wednesday, at 21:30, for fifteen minutes.')
    expect(sentence({ every: 2, days: [7], at }, 60)).toBe('Every two weeks on Sunday, at 21:30, for an hour.')
  })

  it('asks for a day instead of saying nothing', () => {
    expect(sentence({ every: 1, days: [], at: '21:30' }, 10)).toBe('Choose at least one day.')
  })

  it('is short in a row', () => {
    expect(shortDays([1, 3])).toBe('Mon, Wed')
    expect(shortDays([7])).toBe('Sunday')
    expect(shortDays([1, 2, 3, 4, 5])).toBe('weekdays')
    expect(shortDays(every)).toBe('every day')
  })
})
