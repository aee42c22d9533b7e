// Which views went stale, by name. Every write reports it, the shell reports what others wrote, and
// views refresh from this alone.
export type Stale = 'people' | 'tonight' | 'rituals' | 'reading' | 'us' | 'drawer' | 'settings'

const ears = new Map<string, Set<() => void>>()

/** Tells every view that named one of these to look again; each view once. */
export function spread(names: Iterable<string>): void {
  const heard = new Set<() => void>()
  for (const name of names) for (const ear of ears.get(name) ?? []) heard.add(ear)
  for (const ear of heard) ear()
}

/** Calls `ear` when one of `names` goes stale, until the returned function is called. */
export function onStale(names: readonly Stale[], ear: () => void): () => void {
  for (const name of names) {
    const set = ears.get(name) ?? new Set()
    set.add(ear)
    ears.set(name, set)
  }
  return () => {
    for (const name of names) ears.get(name)?.delete(ear)
  }
}

/** All names, for the moment the window may have slept through a report. */
export const everything: readonly Stale[] = ['people', 'tonight', 'rituals', 'reading', 'us', 'drawer', 'settings']
