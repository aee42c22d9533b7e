// Two clocks for one moment: where a ritual is anchored, and where this computer is.
import type { NextDate } from '../../host/bindings'
import { t } from '../../i18n'
import { clock, weekday } from '../../i18n/format'

/** "Europe/Berlin" as people say it: "Berlin". */
export const city = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** "21:30 in Berlin, 15:30 here"; nothing while both clocks show the same. */
export function bothTimes({ day, at, here }: NextDate, zone: string): string | undefined {
  if (!here) return undefined
  const said = { there: clock(at), city: city(zone), here: clock(here.at) }
  return here.day === day
    ? t('rituals.row.zones', said)
    : t('rituals.row.zonesOtherDay', { ...said, day: weekday(here.day) })
}
