// Where the keys are when what had them is gone: a row that was brought back, a notice that was read, a button that has
// done its work. Whoever works by keyboard or is read to is never left nowhere.

const headings = 'h1, h2, h3'

/** The heading that `place` stands under; nothing beyond a dialog is looked at from within it. */
function headingOver(from: Node, place: Node): HTMLElement | undefined {
  for (let room = from instanceof Element ? from : from.parentElement; room; room = room.parentElement) {
    const seen = [...room.querySelectorAll<HTMLElement>(headings)].filter((one) => one.checkVisibility())
    const before = seen.findLast((one) => one.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING)
    if (before || room.matches('dialog, main')) return before ?? seen[0]
  }
  return undefined
}

/**
 * From now on, when the element with the focus is taken out of the page and nobody else takes the focus, the heading of
 * the list it stood in does. Returns how to stop.
 */
export function keepFocus(root: HTMLElement = document.body): () => void {
  let last: Element | null = null
  const hear = (event: FocusEvent): void => {
    last = event.target as Element
  }

  const watch = new MutationObserver((records) => {
    const gone = last
    if (!gone || gone.isConnected) return
    last = null
    const record = records.findLast(({ target, removedNodes }) => target.isConnected && [...removedNodes].some((node) => node.contains(gone)))
    if (!record) return
    const { target } = record
    const place = record.nextSibling?.isConnected ? record.nextSibling : target
    // A page or a dialog that comes instead takes the focus by itself.
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body || !target.isConnected) return
      const heading = headingOver(target, place)
      if (!heading) return
      if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
      heading.focus({ preventScroll: true })
    })
  })

  root.addEventListener('focusin', hear)
  watch.observe(root, { childList: true, subtree: true })
  return () => {
    root.removeEventListener('focusin', hear)
    watch.disconnect()
  }
}

const bare = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']

/**
 * From now on <html> says whether it is the keys that somebody goes by, for the ring around what has the focus. A
 * shortcut alone says nothing: it is pressed with a hand on the mouse, too. Returns how to stop.
 */
export function followKeys(): () => void {
  const root = document.documentElement
  const keys = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): void => {
    if (!ctrlKey && !altKey && !metaKey && !bare.includes(key)) root.dataset['keys'] = ''
  }
  const pointer = (): void => root.removeAttribute('data-keys')
  // Before anybody moves the focus by them.
  addEventListener('keydown', keys, true)
  addEventListener('pointerdown', pointer, true)
  return () => {
    removeEventListener('keydown', keys, true)
    removeEventListener('pointerdown', pointer, true)
    pointer()
  }
}

/**
 * Text of another size moves everything once the window has taken it: what has the focus is brought to where it can be
 * seen, clear of the bar at the bottom.
 */
export function keepInSight(): void {
  const bring = (): void => {
    if (document.activeElement !== document.body) document.activeElement?.scrollIntoView({ block: 'nearest' })
  }
  // The page is laid out anew, its rail gone or back, by the next frame.
  window.addEventListener('resize', () => requestAnimationFrame(bring), { once: true })
}
