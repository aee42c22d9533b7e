// What was chosen, said back as a sentence, and as the short words of a list row.
import type { CivilTime, Pattern, Rhythm, RitualId } from '../../host/bindings'
import { t, words } from '../../i18n'
import {
  clock,
  count,
  dayMonth,
  fullDate,
  listOf,
  minutes,
  ordinal,
  shortDay,
  weekdayName,
  weekOrder,
  yearlyDay,
} from '../../i18n/format'
import { onceOn } from './rhythm'

const everyDay = 7
const workdays = [1, 2, 3, 4, 5]
const weekend = [6, 7]

/** The chosen days in the order weeks are written here. */
export const inOrder = (days: readonly number[]): number[] => weekOrder().filter((day) => days.includes(day))

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && b.every((day) => a.includes(day))

type Named = (ritual: RitualId) => string | undefined

/** "Every day but Friday, at 21:30, for ten minutes." with what ends it and what is left out behind. */
export function sentence(when: Pick<CivilTime, 'rhythm' | 'at'>, length: number, named: Named = () => undefined): string {
  const rest = { time: clock(when.at), minutes: minutes(length) }
  const { rhythm } = when
  switch (rhythm.kind) {
    case 'other':
      return t('rituals.sheet.elsewhere', { rule: rhythm.rule })
    case 'after': {
      const title = named(rhythm.ritual)
      return title === undefined
        ? t('rituals.sentence.afterNothing')
        : t('rituals.sentence.after', { title, minutes: rest.minutes })
    }
    case 'anyDays': {
      const days = inOrder(rhythm.days).map((day) => weekdayName(day))
      if (days.length === 0) return t('rituals.sentence.none')
      const any = { count: rhythm.times, words: count(rhythm.times), ...rest }
      return days.length === everyDay
        ? t('rituals.sentence.anyDays', any)
        : t('rituals.sentence.anyOf', { ...any, days: listOf(days) })
    }
    case 'calendar': {
      const day = onceOn(rhythm)
      if (day !== undefined) return t('rituals.sentence.once', { date: fullDate(day), ...rest })
      return [patterned(rhythm.pattern, rest), ...bounds(rhythm)].join(' ')
    }
  }
}

function patterned(pattern: Pattern, rest: { time: string; minutes: string }): string {
  switch (pattern.kind) {
    case 'days':
      return pattern.every === 2
        ? t('rituals.sentence.otherDay', rest)
        : t('rituals.sentence.everyDays', { words: count(pattern.every), ...rest })
    case 'weeks':
      return weeks(pattern.every, pattern.days, rest)
    case 'monthDay':
    case 'monthWeekday': {
      const day = monthDay(pattern)
      return pattern.every === 1
        ? t('rituals.sentence.months', { day, ...rest })
        : t('rituals.sentence.everyMonths', { day, words: count(pattern.every), ...rest })
    }
    case 'years':
      return t('rituals.sentence.years', { date: yearlyDay(pattern.month, pattern.day), ...rest })
  }
}

function weeks(every: number, chosen: readonly number[], rest: { time: string; minutes: string }): string {
  const names = inOrder(chosen).map((day) => weekdayName(day))
  if (names.length === 0) return t('rituals.sentence.none')
  if (every > 1) return t('rituals.sentence.everyWeeks', { words: count(every), days: listOf(names), ...rest })
  const [only] = names
  if (names.length === 1 && only !== undefined) return t('rituals.sentence.everyOne', { day: only, ...rest })
  if (names.length === everyDay) return t('rituals.sentence.everyDay', rest)
  if (names.length === everyDay - 1) {
    const [left] = weekOrder().filter((day) => !chosen.includes(day))
    return t('rituals.sentence.butOne', { day: weekdayName(left ?? 1), ...rest })
  }
  return t('rituals.sentence.days', { days: listOf(names), ...rest })
}

/** "the 3rd", "the last day", "the first Friday" */
export function monthDay(pattern: Extract<Pattern, { kind: 'monthDay' | 'monthWeekday' }>): string {
  if (pattern.kind === 'monthWeekday') {
    return t('rituals.sentence.nthDay', { nth: nthWord(pattern.nth), day: weekdayName(pattern.day) })
  }
  return pattern.day === -1 ? t('rituals.sentence.lastDay') : fromEnd(pattern.day)
}

const fromEnd = (day: number): string =>
  day > 0 ? t('rituals.sentence.theDay', { day: ordinal(day) }) : t('rituals.sentence.fromEnd', { day: ordinal(-day) })

/** "first", "last" */
export function nthWord(nth: number): string {
  if (nth === -1) return t('rituals.sentence.last')
  return words('rituals.sentence.nths')[Math.abs(nth) - 1] ?? ordinal(Math.abs(nth))
}

/** What ends it, what is left out, what is added; each a sentence of its own. */
function bounds({ ends, except, extra }: Extract<Rhythm, { kind: 'calendar' }>): string[] {
  const said: string[] = []
  if (ends.kind === 'on') said.push(t('rituals.sentence.until', { date: fullDate(ends.day) }))
  if (ends.kind === 'after') said.push(t('rituals.sentence.times', { count: ends.times, words: count(ends.times) }))
  if (except.length > 0) said.push(t('rituals.sentence.except', { days: listOf(except.map(dayMonth)) }))
  if (extra.length > 0) said.push(t('rituals.sentence.extra', { days: listOf(extra.map(dayMonth)) }))
  return said
}

/** "10 minutes", "three hours": a length in a list. */
export const length = (n: number): string =>
  n >= 60 && n % 60 === 0 ? minutes(n) : t('rituals.row.minutes', { count: n })

/** "Mon, Wed", "Sunday", "weekdays": what stands for the days in a row. */
export function shortDays(days: readonly number[]): string {
  const ordered = inOrder(days)
  if (ordered.length === everyDay) return t('rituals.list.everyDay')
  if (same(ordered, workdays)) return t('rituals.list.weekdays')
  if (same(ordered, weekend)) return t('rituals.list.weekend')
  const [only] = ordered
  if (ordered.length === 1 && only !== undefined) return weekdayName(only)
  return ordered.map((day) => weekdayName(day, 'short')).join(', ')
}

/** "weekdays", "not Friday": what a rhythm of most days says beside "Every day"; nothing when it is every one. */
export function butDays(rhythm: Rhythm): string | undefined {
  if (rhythm.kind !== 'calendar' || rhythm.pattern.kind !== 'weeks') return undefined
  const { days } = rhythm.pattern
  if (same(days, workdays)) return t('rituals.list.weekdays')
  const left = weekOrder().filter((day) => !days.includes(day))
  return left.length > 0 ? t('rituals.list.but', { days: listOf(left.map((day) => weekdayName(day))) }) : undefined
}

/** "1st Friday", "every 2 weeks", "after": what stands for a rhythm in a row. */
export function shortRhythm(rhythm: Rhythm): string {
  switch (rhythm.kind) {
    case 'other':
      return rhythm.rule
    case 'after':
      return t('rituals.row.after')
    case 'anyDays':
      return t('rituals.row.anyDays', { count: rhythm.times })
    case 'calendar': {
      const day = onceOn(rhythm)
      return day === undefined ? shortPattern(rhythm.pattern) : shortDay(day)
    }
  }
}

function shortPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'days':
      return t('rituals.row.everyDays', { count: pattern.every })
    case 'weeks':
      return pattern.every > 1 ? t('rituals.row.everyWeeks', { count: pattern.every }) : shortDays(pattern.days)
    case 'monthDay':
      if (pattern.day === -1) return t('rituals.row.lastDay')
      return pattern.day > 0 ? ordinal(pattern.day) : t('rituals.row.fromEnd', { day: ordinal(-pattern.day) })
    case 'monthWeekday':
      return pattern.nth === -1
        ? t('rituals.row.lastWeekday', { day: weekdayName(pattern.day) })
        : t('rituals.row.nthWeekday', { nth: ordinal(pattern.nth), day: weekdayName(pattern.day) })
    case 'years':
      return yearlyDay(pattern.month, pattern.day)
  }
}
