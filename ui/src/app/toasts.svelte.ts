// One toast at a time. It says what happened, offers the way back where there is one, and goes after
// eight seconds unless someone is on it.
export interface Toast {
  id: number
  text: string
  kind: 'said' | 'wrong'
  offer: Offer | undefined
}
/** A way back (or on): what the button says, in full where the short word needs it, what it does. */
export interface Offer {
  label: string
  inFull?: string
  /** It takes back what the toast tells of, as Ctrl+Z then does. */
  back?: true
  take: () => void
}

const stays = 8_000

class Toasts {
  now: Toast | undefined = $state.raw()
  private count = 0
  private refusal: number | undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  say(text: string, offer?: Offer): void {
    this.show({ text, kind: 'said', offer })
  }

  wrong(text: string): void {
    this.show({ text, kind: 'wrong', offer: undefined })
  }

  /** What was to go into a field was kept out: said until something goes in, or one is elsewhere. */
  refuse(text: string): void {
    this.wrong(text)
    this.refusal = this.now?.id
  }

  letRefusalGo(): void {
    if (this.now && this.now.id === this.refusal) this.clear()
  }

  /** Someone reads or reaches for it: it waits. */
  hold(): void {
    clearTimeout(this.timer)
  }

  release(): void {
    this.hold()
    this.timer = setTimeout(() => this.clear(), stays)
  }

  clear(): void {
    this.hold()
    this.now = undefined
  }

  /** Takes what is offered. Once the toast is gone there is no offer left to read. */
  take(): void {
    const offer = this.now?.offer
    this.clear()
    offer?.take()
  }

  /** What was offered is no longer the last thing done: taking it back would take back something else. */
  withdraw(): void {
    if (this.now?.offer) this.clear()
  }

  private show(toast: Omit<Toast, 'id'>): void {
    this.now = { id: ++this.count, ...toast }
    this.release()
  }
}

export const toasts = new Toasts()
