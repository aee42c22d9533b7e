import type { DaysNamed } from '../../host/bindings'
import { t } from '../../i18n'
import { clock, fullDate, longDay, shortDay, shortWeekday } from '../../i18n/format'

export { shortDay, shortWeekday }

/** "Fri 20 Nov" for the civil time of a page; with the year once it is another one. */
export function weekdayDate(written: string): string {
  const day = written.slice(0, 10)
  const thisYear = String(new Date().getFullYear())
  return day.startsWith(thisYear) ? `${shortWeekday(day)} ${shortDay(day)}` : fullDate(day)
}

/** The day of a page in full. */
export function dayOf(written: string): string {
  const day = written.slice(0, 10)
  return day.startsWith(String(new Date().getFullYear())) ? longDay(day) : fullDate(day)
}

/** Its time of day; nothing when only the day is known. */
export const timeOf = (written: string): string | undefined =>
  written.length > 10 ? clock(written.slice(11, 16)) : undefined

/** The days that a search was understood to mean. */
export function daysSaid({ from, to }: DaysNamed): string {
  if (from === null) return to === null ? '' : t('drawer.index.until', { to: fullDate(to) })
  if (to === null) return t('drawer.index.since', { from: fullDate(from) })
  return from === to ? t('drawer.index.onDay', { day: fullDate(from) }) : t('drawer.index.between', { from: fullDate(from), to: fullDate(to) })
}
