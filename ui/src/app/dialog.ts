// The desktop's own dialog for files.
import type { FilePlace } from '../host/bindings'

let asking = false

/** Opens it, one at a time; undefined when nothing was chosen. */
export async function chosenPath(ask: () => Promise<FilePlace | null>): Promise<string | undefined> {
  if (asking) return undefined
  asking = true
  const chosen = await ask().catch(() => null)
  asking = false
  return chosen?.path
}
