import { untrack } from 'svelte'

/** Tells whether what `typed` answers is another than at first, as long as the component lives that calls it. */
export function tellChanges(typed: () => readonly unknown[], tell: (changed: boolean) => void): void {
  const now = (): string => JSON.stringify(typed())
  const from = untrack(now)
  $effect(() => tell(now() !== from))
}
