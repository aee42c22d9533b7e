// Words that were typed and not kept yet. They outlive the page they were typed on: whoever looks at another
// chapter, or at Tonight, finds them where they were. They belong to the one who typed them; on a shared
// computer the other does not find them.
import { SvelteMap } from 'svelte/reactivity'
import { people } from './people.svelte'

const unsent = new SvelteMap<string, string>()
const mine = (where: string): string => `${people.here.id}/${where}`

export const unsentOf = (where: string): string => unsent.get(mine(where)) ?? ''
export function setUnsent(where: string, words: string): void {
  if (words) unsent.set(mine(where), words)
  else unsent.delete(mine(where))
}
