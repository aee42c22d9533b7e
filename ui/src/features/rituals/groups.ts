// The list's groups: by rhythm, each in the order of the day.
import type { RitualCard } from '../../host/bindings'
import { weekOrder } from '../../i18n/format'

export type GroupName = 'daily' | 'weekly' | 'apart' | 'own' | 'resting'
export interface Group {
  name: GroupName
  rituals: RitualCard[]
}

const order: readonly GroupName[] = ['daily', 'weekly', 'apart', 'own', 'resting']
/** From this many days a week on, it is a daily habit with days off. */
const mostDays = 5

export function groupOf({ resting, when }: Pick<RitualCard, 'resting' | 'when'>): GroupName {
  if (resting) return 'resting'
  if (!when || when.other !== null) return 'own'
  if (when.every > 1) return 'apart'
  return when.days.length >= mostDays ? 'daily' : 'weekly'
}

export function groups(rituals: readonly RitualCard[]): Group[] {
  return order
    .map((name) => ({ name, rituals: rituals.filter((ritual) => groupOf(ritual) === name).sort(byTime) }))
    .filter((group) => group.rituals.length > 0)
}

/** Where in the week it begins; a daily one begins everywhere. */
const weekPlace = ({ when }: RitualCard): number =>
  when && when.days.length < mostDays ? weekOrder().findIndex((day) => when.days.includes(day)) : 0

const byTime = (a: RitualCard, b: RitualCard): number =>
  weekPlace(a) - weekPlace(b) ||
  (a.when?.at ?? '').localeCompare(b.when?.at ?? '') || a.title.localeCompare(b.title)
