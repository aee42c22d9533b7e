// The words of a slip that was taken back: they stand in the field of whoever wrote it, or it lies on the table, and never
// both nor neither, also when it goes to and fro.
import { onUndone } from '../../app/act'
import { people } from '../../app/people.svelte'
import type { UnsentField } from '../../app/unsent.svelte'
import type { PersonId } from '../../host/bindings'

interface Slip {
  readonly by: PersonId
  readonly field: UnsentField
  readonly words: string
}

/** One for each slip that was taken back, also where its words found no room: they go and come last first. */
let back: readonly (Slip & { given: boolean })[] = []
let onTable: readonly Slip[] = []

/** It is back with whoever handed it over: in their field, unless something else stands there. */
export function slipIsBack({ by, field, words }: Slip): void {
  const given = field.words === ''
  if (given) field.words = words
  back = [...back, { by, field, words, given }]
}

onUndone(({ what, takenBack }, way) => {
  if (what.key !== 'takeSlipBack') return
  const isTheirs = ({ by }: Slip): boolean => by === people.here.id
  if (way === 'again') {
    const last = onTable.findLast(isTheirs)
    onTable = onTable.filter((one) => one !== last)
    if (last && takenBack !== 'heldBack') slipIsBack(last)
    return
  }
  const last = back.findLast(isTheirs)
  if (!last) return
  back = back.filter((one) => one !== last)
  if (takenBack === 'heldBack') return
  onTable = [...onTable, last]
  if (last.given && last.field.words === last.words) last.field.words = ''
})
