// Plots are drawn at the width they have, never scaled.
export class Measured {
  width = $state(0)
  rtl = $state(false)

  readonly watch = (node: HTMLElement): (() => void) => {
    const take = (): void => {
      this.width = node.clientWidth
      this.rtl = getComputedStyle(node).direction === 'rtl'
    }
    take()
    if (typeof ResizeObserver === 'undefined') return () => undefined
    const observer = new ResizeObserver(take)
    observer.observe(node)
    return () => observer.disconnect()
  }
}
