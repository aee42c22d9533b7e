// The list's groups: by rhythm, each in the order of the day. What follows another stands right behind it.
import type { RitualCard, RitualId } from '../../host/bindings'
import { weekOrder } from '../../i18n/format'
import { onceOn } from './rhythm'

export type GroupName = 'daily' | 'weekly' | 'apart' | 'months' | 'years' | 'once' | 'own' | 'resting'
export interface Group {
  name: GroupName
  rituals: RitualCard[]
}

const order: readonly GroupName[] = ['daily', 'weekly', 'apart', 'months', 'years', 'once', 'own', 'resting']
/** From this many days a week on, it is a daily habit with days off. */
const mostDays = 5

type Grouped = Pick<RitualCard, 'resting' | 'when' | 'waits'>

/** The ritual that this one follows. */
const before = (ritual: RitualCard, all: readonly RitualCard[]): RitualCard | undefined => {
  const rhythm = ritual.when?.rhythm
  return rhythm?.kind === 'after' ? all.find((one) => one.id === rhythm.ritual) : undefined
}

/** A ritual and what it follows, nearest first, up to the first of the chain or to where it turns round. */
function chain(ritual: RitualCard, all: readonly RitualCard[]): RitualCard[] {
  const found: RitualCard[] = []
  for (let at: RitualCard | undefined = ritual; at && !found.includes(at); at = before(at, all)) found.push(at)
  return found
}

/** The ritual at the beginning of a chain; nothing when the chain is broken. */
function first(ritual: RitualCard, all: readonly RitualCard[]): RitualCard | undefined {
  const last = chain(ritual, all).at(-1)
  return last?.when?.rhythm.kind === 'after' ? undefined : last
}

export function groupOf({ resting, when, waits }: Grouped, of?: RitualCard): GroupName {
  if (resting) return 'resting'
  const rhythm = (of ?? { when }).when?.rhythm
  if (!rhythm || (waits !== null && waits !== 'resting') || rhythm.kind === 'other') return 'own'
  if (rhythm.kind === 'anyDays') return 'weekly'
  if (rhythm.kind === 'after') return 'own'
  if (onceOn(rhythm) !== undefined) return 'once'
  const { pattern } = rhythm
  switch (pattern.kind) {
    case 'days':
      return 'apart'
    case 'weeks':
      if (pattern.every > 1) return 'apart'
      return pattern.days.length >= mostDays ? 'daily' : 'weekly'
    case 'monthDay':
    case 'monthWeekday':
      return 'months'
    case 'years':
      return 'years'
  }
}

export function groups(rituals: readonly RitualCard[]): Group[] {
  const placed = rituals.map((ritual) => {
    const of = first(ritual, rituals)
    return { ritual, of: of ?? ritual, name: groupOf(ritual, of) }
  })
  placed.sort((a, b) => byTime(a.of, b.of) || steps(a.ritual, rituals) - steps(b.ritual, rituals))
  return order
    .map((name) => ({ name, rituals: placed.filter((one) => one.name === name).map((one) => one.ritual) }))
    .filter((group) => group.rituals.length > 0)
}

/** How far behind the first of its chain a ritual stands. */
const steps = (ritual: RitualCard, all: readonly RitualCard[]): number => chain(ritual, all).length - 1

/** Which rituals `id` may follow: not itself, and none that comes to follow it. */
export const followable = (id: RitualId | null, all: readonly RitualCard[]): RitualCard[] =>
  all.filter((one) => chain(one, all).every((link) => link.id !== id))

/** Where in the week it begins; a daily one begins everywhere. */
function weekPlace({ when }: RitualCard): number {
  if (when?.rhythm.kind !== 'calendar' || when.rhythm.pattern.kind !== 'weeks') return 0
  const { days } = when.rhythm.pattern
  return days.length < mostDays ? weekOrder().findIndex((day) => days.includes(day)) : 0
}

const byTime = (a: RitualCard, b: RitualCard): number =>
  weekPlace(a) - weekPlace(b) ||
  (a.when?.at ?? '').localeCompare(b.when?.at ?? '') || a.title.localeCompare(b.title)
