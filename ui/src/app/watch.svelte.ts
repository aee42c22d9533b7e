// Somebody is here. While a drawer is open, signs of life are noticed (that there was one, never what it
// was); after its quiet minutes what is being typed is handed over and the drawer is locked.
import { call } from '../host'
import { lockDrawer, onLock } from './lock'
import { people } from './people.svelte'
import { onStale } from './stale'

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
/** The core hears of it at most this often. */
const telling = 5_000

class Watch {
  /** After how many quiet minutes the drawer locks itself. */
  minutes = $state(5)
  private lockOnHide = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private told = 0
  private end: (() => void) | undefined

  /** From now on, until the drawer is locked. */
  async begin(): Promise<void> {
    this.stop()
    for (const sign of signs) addEventListener(sign, this.noticed, { passive: true, capture: true })
    document.addEventListener('visibilitychange', this.hidden)
    const offLock = onLock(() => this.stop())
    const offStale = onStale(['settings'], () => void this.tell())
    this.end = () => {
      for (const sign of signs) removeEventListener(sign, this.noticed, { capture: true })
      document.removeEventListener('visibilitychange', this.hidden)
      offLock()
      offStale()
    }
    await this.tell()
    // It may have been ended meanwhile.
    if (this.watching) this.wait()
  }

  /** Over a sheet of recovery words, until the returned function is called or the drawer is locked. */
  over(): () => void {
    void this.begin()
    return () => {
      if (!people.all.some(({ drawer }) => drawer === 'open')) this.stop()
    }
  }

  private get watching(): boolean {
    return this.end !== undefined
  }

  private stop(): void {
    clearTimeout(this.timer)
    this.end?.()
    this.end = undefined
  }

  private readonly noticed = (): void => {
    this.wait()
    if (Date.now() - this.told >= telling) void this.tell()
  }

  private readonly hidden = (): void => {
    if (document.hidden && this.lockOnHide) void lockDrawer()
  }

  private wait(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void lockDrawer(), this.minutes * 60_000)
  }

  private async tell(): Promise<void> {
    this.told = Date.now()
    const watch = await call('drawer_active', {}).catch(() => undefined)
    if (!watch) return
    this.minutes = watch.idleMinutes
    this.lockOnHide = watch.lockOnHide
  }
}

export const watch = new Watch()
