import { onLock } from '../../app/lock'
import type { ReflectionId } from '../../host/bindings'
import { Keeping } from './keeping.svelte'

const inHand = new Map<ReflectionId, Keeping>()
onLock(() => inHand.clear())

/** What was chosen of this reflection, however often it was left since the drawer was opened. */
export function keepingOf(id: ReflectionId): Keeping {
  const known = inHand.get(id) ?? new Keeping()
  inHand.set(id, known)
  return known
}
