// Words that were typed and not kept yet. They outlive the page they were typed on: whoever looks at another
// chapter, or at Tonight, finds them where they were.
import { SvelteMap } from 'svelte/reactivity'

const unsent = new SvelteMap<string, string>()

export const unsentOf = (where: string): string => unsent.get(where) ?? ''
export function setUnsent(where: string, words: string): void {
  if (words) unsent.set(where, words)
  else unsent.delete(where)
}
