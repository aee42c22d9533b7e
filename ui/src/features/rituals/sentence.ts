// What the day picker chose, said back as a sentence, and as the short words of a list row.
import type { CivilTime } from '../../host/bindings'
import { t } from '../../i18n'
import { clock, count, listOf, minutes, weekdayName, weekOrder } from '../../i18n/format'

const everyDay = 7
const workdays = [1, 2, 3, 4, 5]
const weekend = [6, 7]

/** The chosen days in the order weeks are written here. */
export const inOrder = (days: readonly number[]): number[] => weekOrder().filter((day) => days.includes(day))

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && b.every((day) => a.includes(day))

/** "Every day but Friday, at 21:30, for ten minutes." */
export function sentence(when: Pick<CivilTime, 'every' | 'days' | 'at'>, length: number): string {
  const names = inOrder(when.days).map((day) => weekdayName(day))
  if (names.length === 0) return t('rituals.sentence.none')
  const rest = { time: clock(when.at), minutes: minutes(length) }
  if (when.every > 1) {
    return t('rituals.sentence.everyWeeks', { words: count(when.every), days: listOf(names), ...rest })
  }
  if (names.length === everyDay) return t('rituals.sentence.everyDay', rest)
  if (names.length === everyDay - 1) {
    const [left] = weekOrder().filter((day) => !when.days.includes(day))
    return t('rituals.sentence.butOne', { day: weekdayName(left ?? 1), ...rest })
  }
  return t('rituals.sentence.days', { days: listOf(names), ...rest })
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
