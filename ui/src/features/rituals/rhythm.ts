// A rhythm while it is being chosen. The sheet keeps every choice of every kind, so that looking at another
// segment and coming back loses nothing; what is sent is the kind that stands open.
import type { Ends, Pattern, Rhythm, RitualId } from '../../host/bindings'

export type Segment = 'days' | 'weeks' | 'months' | 'after'
/** Under Days: these days, any so many of them, every so many days, or one day alone. */
export type DaysBy = 'these' | 'any' | 'every' | 'once'
/** Under Months: a day of the month, a weekday of it, or one day of the year. */
export type MonthsBy = 'day' | 'weekday' | 'year'

export interface RhythmDraft {
  segment: Segment
  /** A rhythm from elsewhere that stays until something is chosen here. */
  other: string | null
  daysBy: DaysBy
  days: number[]
  times: number
  everyDays: number
  onceDay: string
  everyWeeks: number
  monthsBy: MonthsBy
  everyMonths: number
  monthDay: number
  nth: number
  nthDay: number
  yearMonth: number
  yearDay: number
  after: RitualId | null
  ends: Ends['kind']
  until: string
  endTimes: number
  except: string[]
  extra: string[]
}

/** The date so many days after another, or before it. */
export function daysFrom(date: string, by: number): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + by)
  return day.toISOString().slice(0, 10)
}

/** A month and a year of a date, and the last day that month has; 2024 is a leap year. */
export const monthLength = (month: number, year = 2024): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** What is chosen until someone chooses: every day, and sensible days behind the other segments. */
export function anyRhythm(today: string): RhythmDraft {
  const [, month = 1, day = 1] = today.split('-').map(Number)
  const weekday = ((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7) + 1
  return {
    segment: 'days',
    other: null,
    daysBy: 'these',
    days: [1, 2, 3, 4, 5, 6, 7],
    times: 2,
    everyDays: 2,
    onceDay: today,
    everyWeeks: 2,
    monthsBy: 'weekday',
    everyMonths: 1,
    monthDay: Math.min(day, 28),
    nth: 1,
    nthDay: weekday,
    yearMonth: month,
    yearDay: day,
    after: null,
    ends: 'never',
    until: `${String(Number(today.slice(0, 4)) + 1)}${today.slice(4, 8)}${today.endsWith('02-29') ? '28' : today.slice(8)}`,
    endTimes: 10,
    except: [],
    extra: [],
  }
}

export function readRhythm(rhythm: Rhythm, today: string): RhythmDraft {
  const draft = anyRhythm(today)
  if (rhythm.kind === 'other') return { ...draft, other: rhythm.rule, days: [] }
  if (rhythm.kind === 'after') return { ...draft, segment: 'after', after: rhythm.ritual }
  if (rhythm.kind === 'anyDays') return { ...draft, daysBy: 'any', times: rhythm.times, days: [...rhythm.days] }
  const day = onceOn(rhythm)
  if (day !== undefined) return { ...draft, daysBy: 'once', onceDay: day }
  const { ends, except, extra } = rhythm
  Object.assign(draft, { ends: ends.kind, except: [...except], extra: [...extra] })
  if (ends.kind === 'on') draft.until = ends.day
  if (ends.kind === 'after') draft.endTimes = ends.times
  return { ...draft, ...readPattern(rhythm.pattern) }
}

function readPattern(pattern: Pattern): Partial<RhythmDraft> {
  switch (pattern.kind) {
    case 'days':
      return { segment: 'days', daysBy: 'every', everyDays: pattern.every }
    case 'weeks':
      return pattern.every === 1
        ? { segment: 'days', daysBy: 'these', days: [...pattern.days] }
        : { segment: 'weeks', everyWeeks: pattern.every, days: [...pattern.days] }
    case 'monthDay':
      return { segment: 'months', monthsBy: 'day', everyMonths: pattern.every, monthDay: pattern.day }
    case 'monthWeekday':
      return { segment: 'months', monthsBy: 'weekday', everyMonths: pattern.every, nth: pattern.nth, nthDay: pattern.day }
    case 'years':
      return { segment: 'months', monthsBy: 'year', yearMonth: pattern.month, yearDay: pattern.day }
  }
}

/** Whether the rhythm is a calendar's: it can end, and days can be left out. */
export const isCalendar = (draft: RhythmDraft): boolean =>
  draft.other === null && draft.segment !== 'after' && !(draft.segment === 'days' && ['any', 'once'].includes(draft.daysBy))

/** Whether it is one day alone. */
export const isOnce = (draft: RhythmDraft): boolean =>
  draft.other === null && draft.segment === 'days' && draft.daysBy === 'once'

/** Whether it is chosen by days of the week. */
export const byWeekdays = (draft: RhythmDraft): boolean =>
  draft.segment === 'weeks' || (draft.segment === 'days' && ['these', 'any'].includes(draft.daysBy))

export function asRhythm(draft: RhythmDraft): Rhythm {
  if (draft.other !== null) return { kind: 'other', rule: draft.other }
  // Without a choice nothing is sent: `check` asks for one.
  if (draft.segment === 'after') return { kind: 'after', ritual: draft.after ?? ('' as RitualId) }
  if (draft.segment === 'days' && draft.daysBy === 'any') {
    return { kind: 'anyDays', times: Math.min(draft.times, draft.days.length), days: [...draft.days] }
  }
  if (isOnce(draft)) return once(draft.onceDay)
  return { kind: 'calendar', pattern: pattern(draft), ends: ends(draft), except: [...draft.except], extra: [...draft.extra] }
}

function pattern(draft: RhythmDraft): Pattern {
  if (draft.segment === 'months') {
    if (draft.monthsBy === 'year') return { kind: 'years', month: draft.yearMonth, day: draft.yearDay }
    return draft.monthsBy === 'day'
      ? { kind: 'monthDay', every: draft.everyMonths, day: draft.monthDay }
      : { kind: 'monthWeekday', every: draft.everyMonths, nth: draft.nth, day: draft.nthDay }
  }
  if (draft.segment === 'days' && draft.daysBy === 'every') return { kind: 'days', every: draft.everyDays }
  return { kind: 'weeks', every: draft.segment === 'weeks' ? draft.everyWeeks : 1, days: [...draft.days] }
}

function ends(draft: RhythmDraft): Ends {
  if (draft.ends === 'on') return { kind: 'on', day: draft.until }
  return draft.ends === 'after' ? { kind: 'after', times: draft.endTimes } : { kind: 'never' }
}

/** Some days of every week, or of every n-th. */
export const weekly = (days: readonly number[], every = 1): Rhythm => ({
  kind: 'calendar',
  pattern: { kind: 'weeks', every, days: [...days] },
  ends: { kind: 'never' },
  except: [],
  extra: [],
})

/** One day alone: that day of the year, until that day. It is named as an added day, too, by which it is known again. */
export function once(day: string): Rhythm {
  const [, month = 1, of = 1] = day.split('-').map(Number)
  return { kind: 'calendar', pattern: { kind: 'years', month, day: of }, ends: { kind: 'on', day }, except: [], extra: [day] }
}

/** The one day of a rhythm that `once` made. */
export function onceOn(rhythm: Rhythm): string | undefined {
  if (rhythm.kind !== 'calendar' || rhythm.ends.kind !== 'on') return undefined
  const { pattern, ends, except, extra } = rhythm
  const alone = pattern.kind === 'years' && except.length === 0 && extra.length === 1 && extra[0] === ends.day
  const [, month, day] = ends.day.split('-').map(Number)
  return alone && pattern.month === month && pattern.day === day ? ends.day : undefined
}
