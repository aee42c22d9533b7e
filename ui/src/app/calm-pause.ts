// A pause that somebody takes before a reflection lasts longer than a drawer stays open by itself. That it is under way,
// and until when, is known in this window alone, for as long as it is open.
import type { PersonId, ReflectionId } from '../host/bindings'

interface Pause {
  person: PersonId
  reflection: ReflectionId
  /** In milliseconds since 1970. */
  until: number
}
/** At least twenty minutes: so long a body takes to calm down after a quarrel (Gottman and Levenson). */
const least = 20 * 60_000
let taken: Pause | undefined

/** Begins one, or goes on with the one that was begun. Gives its end. */
export function pauseBefore(person: PersonId, reflection: ReflectionId): number {
  if (taken?.reflection !== reflection) taken = { person, reflection, until: Date.now() + least }
  return taken.until
}

export const isPaused = (reflection: ReflectionId): boolean => taken?.reflection === reflection

/** Whoever comes back to it has had enough of it. */
export function endPause(): void {
  taken = undefined
}

/** The reflection that waits for the end of `person`'s pause. */
export const pausedBefore = (person: PersonId): ReflectionId | undefined =>
  taken?.person === person ? taken.reflection : undefined
