// Walking along a picture by its keys: from one mark to the next, mirrored where text runs from right to left.

/** Where a key leads from the mark at `at`; undefined for a key that leads nowhere. */
export function walkedTo(event: KeyboardEvent, at: number, count: number, rtl: boolean): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return undefined
  const steps: Record<string, number> = {
    [rtl ? 'ArrowLeft' : 'ArrowRight']: at + 1,
    ArrowDown: at + 1,
    [rtl ? 'ArrowRight' : 'ArrowLeft']: at - 1,
    ArrowUp: at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: count - 1,
  }
  const next = steps[event.key]
  return next === undefined ? undefined : Math.min(Math.max(next, 0), count - 1)
}

/** A place in a picture that has a sentence of its own. */
export interface Mark {
  key: string
  /** Its middle, in pixels from where the text begins and from above. */
  x: number
  y: number
  /** How much room it takes. */
  width: number
  height: number
  words: string
}

/** In the order of time, and from above where two stand in one place. */
export const inOrder = (marks: readonly Mark[]): Mark[] => [...marks].sort((a, b) => a.x - b.x || a.y - b.y)
