// A couple's day goes on past midnight: what begins before it ends belongs to the evening before.
import { people } from '../../app/people.svelte'
import type { Rhythm } from '../../host/bindings'
import { t } from '../../i18n'
import { clock, weekday, weekdayName } from '../../i18n/format'
import { daysFrom, onceOn } from './rhythm'

/** Whether a time of day comes before their day ends. */
export const isPastMidnight = (at: string): boolean => Number(at.slice(0, 2)) < people.dayEnds

/** The couple's day to which a time on a date of the calendar belongs. */
export const eveningOf = (date: string, at: string): string => (isPastMidnight(at) ? daysFrom(date, -1) : date)

/** What is said of a time past midnight, with the evening that it belongs to where that is one day. */
export function nightLine(rhythm: Rhythm, at: string): string | undefined {
  if (!isPastMidnight(at)) return undefined
  const time = clock(at)
  const [date, evening] = namedDays(rhythm, at)
  return date === undefined || evening === undefined
    ? t('rituals.sheet.night', { time })
    : t('rituals.sheet.nightOf', { date, evening, time })
}

function namedDays(rhythm: Rhythm, at: string): [string?, string?] {
  const once = onceOn(rhythm)
  if (once !== undefined) return [weekday(once), weekday(eveningOf(once, at))]
  if (rhythm.kind !== 'calendar' || rhythm.pattern.kind === 'days') return []
  const { pattern } = rhythm
  const days = pattern.kind === 'weeks' ? pattern.days : pattern.kind === 'monthWeekday' ? [pattern.day] : []
  const [only] = days
  return only === undefined || days.length > 1 ? [] : [weekdayName(only), weekdayName(((only + 5) % 7) + 1)]
}
