import { beforeEach, describe, expect, it } from 'vitest'
import { useFormats } from '../../i18n/format'
import type { Pattern, Rhythm, RitualId } from '../../host/bindings'
import { weekly } from './rhythm'
import { butDays, sentence, shortDays, shortRhythm } from './sentence'

const every = [1, 2, 3, 4, 5, 6, 7]

describe('the sentence under the day picker', () => {
  beforeEach(() => useFormats({ locale: 'en-GB', hours: '24' }))

  it('repeats the result in words', () => {
    const at = '21:30'
    expect(sentence({ rhythm: weekly(every), at }, 10)).toBe('Every day, at 21:30, for ten minutes.')
    expect(sentence({ rhythm: weekly(every.filter((d) => d !== 5)), at }, 10)).toBe(
      'Every day but Friday, at 21:30, for ten minutes.',
    )
    expect(sentence({ rhythm: weekly([7]), at }, 10), 'not one Sunday alone').toBe('Every Sunday, at 21:30, for ten minutes.')
    expect(sentence({ rhythm: weekly([3, 1]), at }, 15)).toBe('Monday and Wednesday, at 21:30, for fifteen minutes.')
    expect(sentence({ rhythm: weekly([7], 2), at }, 60)).toBe('Every two weeks on Sunday, at 21:30, for an hour.')
  })

  it('repeats every other kind of rhythm, too', () => {
    const calendar = (pattern: Pattern): Rhythm => ({ kind: 'calendar', pattern, ends: { kind: 'never' }, except: [], extra: [] })
    const said = (rhythm: Rhythm): string => sentence({ rhythm, at: '21:30' }, 10, () => 'Check-in')
    const tail = ', at 21:30, for ten minutes.'
    expect(said(calendar({ kind: 'days', every: 2 }))).toBe(`Every other day${tail}`)
    expect(said(calendar({ kind: 'days', every: 3 }))).toBe(`Every three days${tail}`)
    expect(said(calendar({ kind: 'monthDay', every: 1, day: 3 }))).toBe(`On the 3rd of every month${tail}`)
    expect(said(calendar({ kind: 'monthDay', every: 2, day: -1 }))).toBe(`On the last day, every two months${tail}`)
    expect(said(calendar({ kind: 'monthWeekday', every: 1, nth: 1, day: 5 }))).toBe(`On the first Friday of every month${tail}`)
    expect(said(calendar({ kind: 'monthWeekday', every: 1, nth: -1, day: 7 }))).toBe(`On the last Sunday of every month${tail}`)
    expect(said(calendar({ kind: 'years', month: 2, day: 29 }))).toBe(`Every year on 29 February${tail}`)
    expect(said({ kind: 'anyDays', times: 2, days: every })).toBe('Any two days a week, around 21:30, for ten minutes.')
    expect(said({ kind: 'anyDays', times: 1, days: [6, 7] })).toBe(
      'Once a week, on one of Saturday and Sunday, around 21:30, for ten minutes.',
    )
    expect(said({ kind: 'after', ritual: '' as RitualId })).toBe('Whenever “Check-in” is, as soon as it ends, for ten minutes.')
  })

  it('says what ends it, what is left out and what is added', () => {
    const rhythm: Rhythm = {
      kind: 'calendar',
      pattern: { kind: 'weeks', every: 1, days: every },
      ends: { kind: 'on', day: '2026-12-31' },
      except: ['2026-12-24'],
      extra: ['2027-01-01'],
    }
    expect(sentence({ rhythm, at: '21:30' }, 10)).toBe(
      'Every day, at 21:30, for ten minutes. The last one is on 31 December 2026 at the latest. Not on 24 December. Also on 1 January.',
    )
    expect(sentence({ rhythm: { ...rhythm, ends: { kind: 'after', times: 5 } }, at: '21:30' }, 10)).toContain('five times in all.')
  })

  it('asks for a day instead of saying nothing', () => {
    expect(sentence({ rhythm: weekly([]), at: '21:30' }, 10)).toBe('Choose at least one day.')
  })

  it('is short in a row', () => {
    expect(shortDays([1, 3])).toBe('Mon, Wed')
    expect(shortDays([7])).toBe('Sunday')
    expect(shortDays([1, 2, 3, 4, 5])).toBe('weekdays')
    expect(shortDays(every)).toBe('every day')
    expect(shortRhythm(weekly([7], 2))).toBe('every 2 weeks')
    expect(shortRhythm({ kind: 'anyDays', times: 2, days: every })).toBe('any 2 days')
  })
})

describe('what stands behind the length of a daily ritual', () => {
  beforeEach(() => useFormats({ locale: 'en-GB', hours: '24' }))

  it('says on which days it does not come, and nothing when there are none', () => {
    expect(butDays(weekly(every))).toBeUndefined()
    expect(butDays(weekly(every.filter((day) => day !== 5)))).toBe('not Friday')
    expect(butDays(weekly([1, 2, 4, 6, 7]))).toBe('not Wednesday and Friday')
    expect(butDays(weekly([1, 2, 3, 4, 5]))).toBe('weekdays')
    expect(butDays({ kind: 'anyDays', times: 5, days: every })).toBeUndefined()
  })
})
