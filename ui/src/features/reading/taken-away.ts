// A change of a note that was begun when the note was taken away: it is on no disk then, and comes back with the note.
import { onUndone } from '../../app/act'
import { people } from '../../app/people.svelte'
import type { UnsentField } from '../../app/unsent.svelte'
import type { PersonId } from '../../host/bindings'

/** One for each note that was taken away, also where nothing was begun: they come back last first. */
let away: readonly { by: PersonId; field: UnsentField; words: string }[] = []

/** Whoever is here took a note away, in whose field these `words` stood. */
export function noteTaken(by: PersonId, field: UnsentField, words: string): void {
  away = [...away, { by, field, words }]
}

onUndone(({ what, takenBack }, way) => {
  if (way === 'again') return
  if (what.key !== 'removeNote') return
  const last = away.findLast(({ by }) => by === people.here.id)
  if (!last) return
  away = away.filter((one) => one !== last)
  if (takenBack !== 'heldBack' && last.field.words === '') last.field.words = last.words
})
