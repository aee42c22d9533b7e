import { describe, expect, it } from 'vitest'
import type { RitualCard, RitualId } from '../../host/bindings'
import { asAsked, blank, check, differs, draftFrom, draftOf, readMinutes } from './draft'
import { groupOf, groups } from './groups'

const id = 'c'.repeat(32) as RitualId
const card = (over: Partial<RitualCard> = {}): RitualCard => ({
  id,
  title: 'Check-in',
  why: '',
  promises: [],
  small: '',
  when: { every: 1, days: [1, 2, 3, 4, 6, 7], at: '21:30', zone: 'Europe/Berlin', other: null },
  choices: [],
  minutes: 10,
  lead: 10,
  wording: 'discreet',
  who: 'together',
  resting: false,
  ...over,
})
const on = (days: number[], at = '21:30', every = 1) => ({ every, days, at, zone: 'Europe/Berlin', other: null })

describe('groups of rituals', () => {
  it('follow the rhythm', () => {
    expect(groupOf(card()), 'six days a week is a daily habit').toBe('daily')
    expect(groupOf(card({ when: on([1, 3]) }))).toBe('weekly')
    expect(groupOf(card({ when: on([7], '20:00', 2) }))).toBe('apart')
    expect(groupOf(card({ when: { ...on([]), other: 'FREQ=MONTHLY;BYDAY=1FR' } }))).toBe('own')
    expect(groupOf(card({ resting: true })), 'a resting one is put aside whatever its rhythm').toBe('resting')
  })

  it('stand in the order of the day, and empty ones are not drawn', () => {
    const list = groups([card(), card({ title: 'Coffee', when: on([1, 2, 3, 4, 5], '07:15') })])
    expect(list.map((g) => g.name)).toEqual(['daily'])
    expect(list[0]!.rituals.map((r) => r.title)).toEqual(['Coffee', 'Check-in'])
  })
})

describe('a ritual being written', () => {
  it('names the field that cannot be kept and loses nothing', () => {
    const draft = draftFrom(blank, 'Europe/Berlin')
    expect(Object.keys(check(draft)), 'an empty name').toEqual(['title'])
    draft.title = 'x'.repeat(1 << 20)
    expect(check(draft).title, 'a megabyte').toBe('rituals.wrong.titleLong')
    expect(draft.title, 'the words stay in the field').toHaveLength(1 << 20)
    Object.assign(draft, { title: '🫖 قهوة', days: [], at: '25:30', minutes: 'ages' })
    expect(Object.keys(check(draft))).toEqual(['days', 'at', 'minutes'])
  })

  it('is discreet until someone chooses otherwise', () => {
    expect(draftFrom(blank, 'UTC').wording).toBe('discreet')
  })

  it('knows whether leaving would lose something', () => {
    const draft = draftOf(card(), 'UTC')
    expect(differs(draft, draftOf(card(), 'UTC')), 'nothing was touched').toBe(false)
    draft.why = 'So the day doesn’t end in two rooms.'
    expect(differs(draft, draftOf(card(), 'UTC')), 'a reason was written').toBe(true)
  })

  it('keeps the zone it was made in', () => {
    expect(asAsked(draftOf(card(), 'Asia/Tokyo')).when.zone).toBe('Europe/Berlin')
  })

  it('reads lengths as people type them', () => {
    expect(['10', '10 min', '1 h', '1:30', '٣٠'].map(readMinutes)).toEqual([10, 10, 60, 90, undefined])
    expect(['0', '', '-5', '2000', '1e3'].map(readMinutes).every((n) => n === undefined)).toBe(true)
  })
})
