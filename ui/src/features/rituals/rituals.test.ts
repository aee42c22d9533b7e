import { beforeEach, describe, expect, it } from 'vitest'
import type { Rhythm, RitualCard, RitualId } from '../../host/bindings'
import { useFormats } from '../../i18n/format'
import { asAsked, blank, check, differs, draftFrom, draftOf, readMinutes } from './draft'
import { followable, groupOf, groups } from './groups'
import { fallsInto } from '../../app/quiet'
import { asRhythm, once, readRhythm, weekly } from './rhythm'
import { bothTimes, city } from './zones'

const id = 'c'.repeat(32) as RitualId
const card = (over: Partial<RitualCard> = {}): RitualCard => ({
  id,
  title: 'Check-in',
  why: '',
  promises: [],
  small: '',
  smallMinutes: null,
  waits: null,
  next: null,
  when: { rhythm: weekly([1, 2, 3, 4, 6, 7]), at: '21:30', zone: 'Europe/Berlin' },
  choices: [],
  minutes: 10,
  lead: 10,
  wording: 'discreet',
  who: 'together',
  resting: false,
  ...over,
})
const by = (rhythm: Rhythm, at = '21:30') => ({ rhythm, at, zone: 'Europe/Berlin' })
const on = (days: number[], at = '21:30', every = 1) => by(weekly(days, every), at)
const here = { zone: 'Europe/Berlin', today: '2026-11-23' }
const calendar = { kind: 'calendar' as const, ends: { kind: 'never' as const }, except: [] as string[], extra: [] as string[] }
const other = (byte: string) => byte.repeat(32) as RitualId

describe('groups of rituals', () => {
  it('follow the rhythm', () => {
    expect(groupOf(card()), 'six days a week is a daily habit').toBe('daily')
    expect(groupOf(card({ when: on([1, 3]) }))).toBe('weekly')
    expect(groupOf(card({ when: on([7], '20:00', 2) }))).toBe('apart')
    const monthly: Rhythm = { ...calendar, pattern: { kind: 'monthWeekday', every: 1, nth: 1, day: 5 } }
    expect(groupOf(card({ when: by(monthly) }))).toBe('months')
    expect(groupOf(card({ when: by({ kind: 'other', rule: 'X-MOONS=2' }) }))).toBe('own')
    expect(groupOf(card({ when: by({ kind: 'anyDays', times: 2, days: [6, 7] }) }))).toBe('weekly')
    expect(groupOf(card({ resting: true })), 'a resting one is put aside whatever its rhythm').toBe('resting')
  })

  it('stand in the order of the day, and empty ones are not drawn', () => {
    const list = groups([card(), card({ title: 'Coffee', when: on([1, 2, 3, 4, 5], '07:15') })])
    expect(list.map((g) => g.name)).toEqual(['daily'])
    expect(list[0]!.rituals.map((r) => r.title)).toEqual(['Coffee', 'Check-in'])
  })
})

describe('a ritual being written', () => {
  beforeEach(() => useFormats({ locale: 'en-GB', hours: '24' }))

  it('names the field that cannot be kept and loses nothing', () => {
    const draft = draftFrom(blank, here)
    expect(Object.keys(check(draft)), 'an empty name').toEqual(['title'])
    draft.title = 'x'.repeat(1 << 20)
    expect(check(draft).title, 'a megabyte').toBe('rituals.wrong.titleLong')
    expect(draft.title, 'the words stay in the field').toHaveLength(1 << 20)
    Object.assign(draft, { title: '🫖 قهوة', at: '25:30', minutes: 'ages' })
    draft.rhythm.days = []
    expect(Object.keys(check(draft))).toEqual(['at', 'minutes', 'days'])
  })

  it('is discreet until someone chooses otherwise', () => {
    expect(draftFrom(blank, here).wording).toBe('discreet')
  })

  it('knows whether leaving would lose something', () => {
    const draft = draftOf(card(), here)
    expect(differs(draft, draftOf(card(), here)), 'nothing was touched').toBe(false)
    draft.why = 'So the day doesn’t end in two rooms.'
    expect(differs(draft, draftOf(card(), here)), 'a reason was written').toBe(true)
  })

  it('keeps the zone it was made in', () => {
    expect(asAsked(draftOf(card(), { ...here, zone: 'Asia/Tokyo' })).when.zone).toBe('Europe/Berlin')
  })

  it('keeps every rhythm as it came, and its days where they were while another segment is looked at', () => {
    const rhythms: Rhythm[] = [
      weekly([1, 5]),
      weekly([7], 2),
      { ...calendar, pattern: { kind: 'days', every: 3 }, ends: { kind: 'after', times: 5 } },
      { ...calendar, pattern: { kind: 'monthDay', every: 2, day: -1 }, ends: { kind: 'on', day: '2027-01-31' } },
      { ...calendar, pattern: { kind: 'monthWeekday', every: 1, nth: 1, day: 5 }, except: ['2026-12-24'] },
      { ...calendar, pattern: { kind: 'years', month: 2, day: 29 }, extra: ['2027-02-28'] },
      { kind: 'anyDays', times: 2, days: [6, 7] },
      { kind: 'after', ritual: other('e') },
      { kind: 'other', rule: 'X-MOONS=2' },
    ]
    for (const rhythm of rhythms) expect(asRhythm(readRhythm(rhythm, '2026-11-23'))).toEqual(rhythm)
    const draft = readRhythm(weekly([1, 5]), '2026-11-23')
    draft.segment = 'months'
    draft.segment = 'days'
    expect(asRhythm(draft)).toEqual(weekly([1, 5]))
  })

  it('says which choice is missing, and which end is over before it begins', () => {
    const draft = draftFrom(blank, here)
    draft.title = 'Tea'
    draft.rhythm.segment = 'after'
    expect(check(draft, here.today)).toEqual({ after: 'rituals.wrong.after' })
    Object.assign(draft.rhythm, { segment: 'days', ends: 'on', until: '2026-11-22' })
    expect(check(draft, here.today)).toEqual({ until: 'rituals.wrong.until' })
    Object.assign(draft, { smallMinutes: '11', rhythm: { ...draft.rhythm, ends: 'never' } })
    expect(check(draft, here.today)).toEqual({ smallMinutes: 'rituals.wrong.smallMinutes' })
  })

  it('changes the rest of a ritual whose end has passed', () => {
    const over = card({ when: by({ ...calendar, pattern: { kind: 'days', every: 1 }, ends: { kind: 'on', day: '2020-01-31' } }) })
    const draft = draftOf(over, here)
    draft.why = 'It was ours.'
    expect(check(draft, here.today, draftOf(over, here))).toEqual({})
    draft.rhythm.until = '2020-02-29'
    expect(check(draft, here.today, draftOf(over, here)), 'a new end is a day to come').toEqual({ until: 'rituals.wrong.until' })
  })

  it('knows a day that is meant once from a yearly one that ends', () => {
    const alone = once('2026-12-03')
    const read = readRhythm(alone, '2026-11-23')
    expect([read.segment, read.daysBy, read.onceDay]).toEqual(['days', 'once', '2026-12-03'])
    expect(asRhythm(read), 'it is kept as it came').toEqual(alone)
    const yearly: Rhythm = { ...alone, extra: [] } as Rhythm
    expect(readRhythm(yearly, '2026-11-23').monthsBy, 'without the day it is another rhythm').toBe('year')
    expect(asRhythm(readRhythm(yearly, '2026-11-23'))).toEqual(yearly)
    expect(groupOf(card({ when: by(alone) }))).toBe('once')
    const start = draftFrom({ ...blank, title: 'The museum', rhythm: once('2026-11-22') }, { zone: 'Europe/Berlin', today: '2026-11-23' })
    expect(check(start, '2026-11-23').until, 'yesterday is over').toBe('rituals.wrong.until')
  })

  it('offers only rituals that do not come to follow it themselves', () => {
    const follows = (byte: string, first: string) =>
      card({ id: other(byte), title: byte, when: by({ kind: 'after', ritual: other(first) }) })
    const all = [card({ id: other('1') }), follows('2', '1'), follows('3', '2'), card({ id: other('4') })]
    const offered = (byte: string) => followable(other(byte), all).map((one) => one.id[0])
    expect(offered('1'), 'a chain never comes back to its beginning').toEqual(['4'])
    expect(offered('3')).toEqual(['1', '2', '4'])
    expect(followable(null, all), 'a new one may follow any').toHaveLength(4)
  })

  it('stands behind the one it follows, and by itself when that one is gone', () => {
    const late = card({ id: other('1'), title: 'Late', when: on([1, 2, 3, 4, 5], '22:00') })
    const next = card({ id: other('2'), title: 'After late', when: by({ kind: 'after', ritual: other('1') }, '08:00') })
    const early = card({ id: other('3'), title: 'Early', when: on([1, 2, 3, 4, 5], '07:00') })
    expect(groups([next, late, early]).map((g) => g.rituals.map((r) => r.title))).toEqual([['Early', 'Late', 'After late']])
    expect(groups([{ ...next, waits: 'gone' }]).map((g) => g.name)).toEqual(['own'])
  })

  it('says both clocks, and one when they agree', () => {
    const next = { day: '2026-11-23', at: '21:30', here: { day: '2026-11-23', at: '15:30' } }
    expect(bothTimes(next, 'Europe/Berlin')).toBe('21:30 in Berlin, 15:30 here')
    expect(bothTimes({ ...next, here: { day: '2026-11-24', at: '05:30' } }, 'Europe/Berlin')).toContain('Tuesday')
    expect(bothTimes({ ...next, here: null }, 'Europe/Berlin')).toBeUndefined()
    expect(city('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  })

  it('knows a reminder that quiet hours hold back', () => {
    const night = { from: '22:30', to: '07:00' }
    expect([fallsInto('22:40', 10, night), fallsInto('22:40', 15, night), fallsInto('07:00', 0, night)]).toEqual([true, false, false])
    expect(fallsInto('00:05', 10, night), 'over midnight').toBe(true)
  })

  it('reads lengths as people type them', () => {
    expect(['10', '10 min', '1 h', '1:30', '٣٠'].map(readMinutes)).toEqual([10, 10, 60, 90, undefined])
    expect(['0', '', '-5', '2000', '1e3'].map(readMinutes).every((n) => n === undefined)).toBe(true)
  })
})
