import { afterEach, describe, expect, it, vi } from 'vitest'
import { away, capital, clock, clockIn, count, directionOf, listOf, longDay, minutes, nearDay, readTime, useFormats, weekdayName, weekOrder } from './format'

afterEach(() => useFormats({}))

describe('times', () => {
  it('are written with twelve or twenty-four hours, as the region or the person says', () => {
    useFormats({ locale: 'en-GB' })
    expect(clock('21:30')).toBe('21:30')
    useFormats({ locale: 'en-US' })
    expect(clock('21:30').toLowerCase().replace(/\s/g, ' ')).toBe('9:30 pm')
    useFormats({ locale: 'en-US', hours: '24' })
    expect(clock('07:05'), 'a choice wins over the region').toBe('07:05')
    useFormats({ locale: 'en-GB', hours: '12' })
    expect(clock('00:15').toLowerCase().replace(/\s/g, ' '), 'midnight is twelve, not zero').toBe('12:15 am')
  })

  it('show an instant on the wall clock of its zone', () => {
    useFormats({ locale: 'en-GB' })
    expect(clockIn('2026-11-23T20:30:00Z', 'Europe/Berlin')).toBe('21:30')
  })

  it.each([
    ['21:30', '21:30'],
    ['21.30', '21:30'],
    ['2130', '21:30'],
    ['9:30 pm', '21:30'],
    ['9pm', '21:00'],
    ['12 a.m.', '00:00'],
    ['7', '07:00'],
    ['２１：３０', '21:30'],
    ['7h15', '07:15'],
  ])('are read the way people type them: %s', (typed, time) => {
    expect(readTime(typed)).toBe(time)
  })

  it.each([
    'ar-EG', 'fa-IR', 'bn-BD', 'mr-IN', 'ne-NP', 'el-GR', 'ko-KR', 'zh-TW', 'zh-CN', 'ms-MY', 'sq-AL', 'bg-BG', 'en-US',
    'en-GB', 'de-DE', 'ja-JP', 'hi-IN', 'th-TH', 'vi-VN', 'es-MX', 'my-MM', 'fi-FI', 'fr-CA', 'da-DK', 'ta-IN', 'he-IL',
  ])('are read as they are written in %s', (locale) => {
    for (const hours of ['auto', '12', '24'] as const) {
      useFormats({ locale, hours })
      for (let minute = 0; minute < 24 * 60; minute += 15) {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        expect(readTime(clock(time)), `${clock(time)}, ${hours}`).toBe(time)
      }
    }
  })

  it.each(['ar-EG', 'fa-IR', 'he-IL', 'ur-PK', 'en-US', 'en-GB', 'es-MX', 'ko-KR', 'bg-BG', 'fr-CA', 'my-MM', 'am-ET'])(
    'stay on one line in %s, and are read with the space that people type',
    (locale) => {
      for (const hours of ['auto', '12', '24'] as const) {
        useFormats({ locale, hours })
        for (const time of ['00:15', '09:05', '12:30', '21:30']) {
          expect(clock(time), hours).not.toMatch(/[^\S\u00a0\u202f]/u)
          expect(clockIn(`2026-11-23T${time}:00Z`, 'UTC'), hours).toBe(clock(time))
          expect(readTime(clock(time).replace(/\s/gu, ' ')), `${clock(time)}, ${hours}`).toBe(time)
        }
      }
      useFormats({ locale, hours: '12' })
      expect(clock('21:30'), 'the part of the day is set apart').toMatch(/\p{Nd}[\u00a0\u202f]|[\u00a0\u202f]\p{Nd}/u)
    },
  )

  it.each(['25:30', '21:60', '13pm', '0am', 'later', '', '21:3', '-1'])('refuse what is no time of day: %s', (typed) => {
    expect(readTime(typed)).toBeUndefined()
  })
})

describe('how far off something is', () => {
  it.each([
    [0.4, 'now'],
    [1, 'in about a minute'],
    [12, 'in about twelve minutes'],
    [43, 'in about forty-five minutes'],
    [58, 'in about an hour'],
    [90, 'in about an hour and a half'],
    [125, 'in about two hours'],
    [60 * 9, 'in about nine hours'],
  ])('%s minutes is %s', (fromNow, words) => {
    expect(away(fromNow)).toBe(words)
  })
})

describe('days', () => {
  it('have no zone: the day stays the day', () => {
    useFormats({ locale: 'en-GB' })
    expect(longDay('2026-11-23')).toBe('Monday 23 November')
    expect(weekdayName(1)).toBe('Monday')
    expect(weekdayName(7, 'narrow')).toBe('S')
  })

  it('are named by how near they are', () => {
    useFormats({ locale: 'en-GB' })
    expect(nearDay('2026-11-24', '2026-11-23')).toBe('tomorrow')
    expect(nearDay('2026-11-26', '2026-11-23')).toBe('Thursday')
    expect(nearDay('2026-12-26', '2026-11-23')).toBe('26 December')
    expect(nearDay('2027-01-02', '2026-11-23'), 'another year is said').toBe('2 January 2027')
  })

  it('begin the week where weeks begin here', () => {
    useFormats({ locale: 'en-GB' })
    expect(weekOrder()[0]).toBe(1)
    useFormats({ locale: 'en-US' })
    expect(weekOrder()).toEqual([7, 1, 2, 3, 4, 5, 6])
  })
})

describe('a capital', () => {
  it('is the catalogue’s, not the computer’s', () => {
    const upper = vi.spyOn(String.prototype, 'toLocaleUpperCase')
    expect(capital('in about an hour')).toBe('In about an hour')
    expect(upper, 'a Turkish computer would make it İn').toHaveBeenCalledWith('en')
    upper.mockRestore()
  })

  it.each([
    ['éte\u0301', 'Éte\u0301'],
    ['e\u0301te', 'E\u0301te'],
    ['ﬁrst', 'First'],
    ['ßo', 'Sso'],
    ['👩‍🚀 flies', '👩‍🚀 flies'],
    ['שלום', 'שלום'],
    ['\u2068iPad\u2069 off', '\u2068iPad\u2069 off'],
    ['', ''],
  ])('is for the first letter alone, whatever letters are: %s', (text, large) => {
    expect(capital(text)).toBe(large)
  })
})

describe('numbers and directions', () => {
  it('small numbers are words', () => {
    expect(minutes(10)).toBe('ten minutes')
    expect(minutes(60)).toBe('an hour')
    expect(count(17)).toBe('17')
  })

  it('knows which languages run right to left', () => {
    expect(directionOf('he-IL')).toBe('rtl')
    expect(directionOf('en')).toBe('ltr')
  })
})

it('a list joins what people wrote and changes none of it', () => {
  expect(listOf(['Tea, and biscuits', 'Walk', 'Chapter'])).toBe('Tea, and biscuits, Walk and Chapter')
  expect(listOf(['Monday', 'Friday'])).toBe('Monday and Friday')
  expect(listOf(['one'])).toBe('one')
})
