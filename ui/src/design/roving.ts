// One tab stop per group; arrows move inside it, Home and End jump. Mirrored where text runs right to left.
export interface Roving {
  /** Which elements take part, as a selector inside the group. */
  items: string
  /** Called with the element that arrows moved to, for groups where moving chooses. */
  onMove?: (item: HTMLElement) => void
  /** Columns of a grid, when up and down should move by a row. */
  columns?: () => number
}

export function roving(group: HTMLElement, options: Roving): { destroy(): void; update(next: Roving): void } {
  let now = options

  function moved(event: KeyboardEvent): void {
    const items = [...group.querySelectorAll<HTMLElement>(now.items)]
    const at = items.findIndex((item) => item === event.target || item.contains(event.target as Node))
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return
    const next = target(event.key, at, items.length)
    const item = next === undefined ? undefined : items[next]
    if (!item) return
    event.preventDefault()
    item.focus()
    now.onMove?.(item)
  }

  function target(key: string, at: number, length: number): number | undefined {
    const rtl = getComputedStyle(group).direction === 'rtl'
    const row = now.columns?.() ?? 1
    const forward = rtl ? 'ArrowLeft' : 'ArrowRight'
    const backward = rtl ? 'ArrowRight' : 'ArrowLeft'
    const wrap = (to: number): number => (to + length) % length
    if (key === forward) return wrap(at + 1)
    if (key === backward) return wrap(at - 1)
    if (key === 'ArrowDown') return row === 1 ? wrap(at + 1) : Math.min(length - 1, at + row)
    if (key === 'ArrowUp') return row === 1 ? wrap(at - 1) : Math.max(0, at - row)
    if (key === 'Home') return 0
    if (key === 'End') return length - 1
    return undefined
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
