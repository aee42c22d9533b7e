// One tab stop per group; arrows move inside it, Home and End jump. Mirrored where text runs right to left.

/** How a group's members lie. */
export interface Lay {
  rtl: boolean
  /** Columns of a grid: up and down move by a row. One unless said. */
  columns?: number
  /** A line with a beginning and an end, such as time: nothing lies before its first member, and Page Up and Page Down
   *  go this many at once. Without it, the last member is followed by the first. */
  stride?: number
}

/** Where a key leads from the member at `at` of `count`; undefined for a key that leads nowhere. */
export function steppedTo(event: KeyboardEvent, at: number, count: number, lay: Lay): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return undefined
  const { rtl, columns = 1, stride } = lay
  const within = (to: number): number => Math.min(Math.max(to, 0), count - 1)
  const along = (to: number): number => (stride === undefined ? (to + count) % count : within(to))
  const across = (by: number): number => (columns === 1 ? along(at + by) : within(at + by * columns))
  switch (event.key) {
    case rtl ? 'ArrowLeft' : 'ArrowRight':
      return along(at + 1)
    case rtl ? 'ArrowRight' : 'ArrowLeft':
      return along(at - 1)
    case 'ArrowDown':
      return across(1)
    case 'ArrowUp':
      return across(-1)
    case 'PageDown':
      return stride === undefined ? undefined : within(at + stride)
    case 'PageUp':
      return stride === undefined ? undefined : within(at - stride)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

export interface Roving extends Omit<Lay, 'rtl' | 'columns'> {
  /** Which elements take part, as a selector inside the group. */
  items: string
  /** Called with the element that arrows moved to, for groups where moving chooses. */
  onMove?: (item: HTMLElement) => void
  columns?: () => number
}

export function roving(group: HTMLElement, options: Roving): { destroy(): void; update(next: Roving): void } {
  let now = options

  function moved(event: KeyboardEvent): void {
    const items = [...group.querySelectorAll<HTMLElement>(now.items)]
    const at = items.findIndex((item) => item === event.target || item.contains(event.target as Node))
    if (at < 0) return
    const rtl = getComputedStyle(group).direction === 'rtl'
    const lay: Lay = { rtl, columns: now.columns?.() ?? 1, ...(now.stride !== undefined && { stride: now.stride }) }
    const item = items[steppedTo(event, at, items.length, lay) ?? -1]
    if (!item) return
    event.preventDefault()
    item.focus()
    now.onMove?.(item)
  }

  group.addEventListener('keydown', moved)
  return {
    update(next) {
      now = next
    },
    destroy() {
      group.removeEventListener('keydown', moved)
    },
  }
}
