// Keeps what is being typed. Each change is written within a moment, one write at a time, the newest
// wins; what could not be written stays here and is tried again. Nothing is ever given up.

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed'

const wait = 300
const again = 2_000
/** A write that takes long, a very long text or a slow disk, is given three times as long before the next. */
const rest = 3
/** All the same each key is safe so soon after it was pressed, the write itself included, unless that alone takes longer. */
const within = 1_000

/** Where the words belong: what the drawer refuses waits in the core as well, and for the drawer to be opened. */
export type Where = 'drawer' | 'table'

interface Keeper {
  readonly where: Where
  readonly state: SaveState
  readonly why: string | undefined
  flush(): Promise<boolean>
}
let keepers: Keeper[] = []

export class Autosave<T> {
  state: SaveState = $state('saved')
  /** The code of the last failure, while it lasts. */
  why: string | undefined = $state()

  readonly where: Where
  /** What the words are of, where it may be taken up again while some of them still wait. */
  private readonly of: string | undefined
  private readonly save: (value: T) => Promise<unknown>
  private pending: { value: T } | undefined
  private running: Promise<boolean> | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  /** How long the last write took. */
  private took = 0
  private left = false

  constructor(save: (value: T) => Promise<unknown>, where: Where = 'drawer', of?: string) {
    this.save = save
    this.where = where
    this.of = of
    keepers.push(this)
  }

  /** Takes the newest value; it is written within a moment, however long someone keeps typing. */
  put(value: T): void {
    this.pending = { value }
    if (this.state === 'saved') this.state = 'waiting'
    const pause = Math.min(this.took * rest, within - this.took)
    this.timer ??= setTimeout(() => void this.next(), Math.max(wait, pause))
  }

  /** Writes what is still to be written, now. False when that failed; it is then tried again later. */
  flush(): Promise<boolean> {
    return this.writeOut(false)
  }

  private async writeOut(paced: boolean): Promise<boolean> {
    clearTimeout(this.timer)
    this.timer = undefined
    // Whoever waited longer may have begun the next write.
    while (this.running) await this.running
    if (!this.pending) return this.state !== 'failed'
    const written = this.pending
    this.pending = undefined
    this.state = 'saving'
    const writing = this.write(written)
    this.running = writing
    const kept = await writing
    if (this.running === writing) this.running = undefined
    // Typed on while that was being written.
    if (kept && this.hasPending() && !paced) return this.flush()
    return kept
  }

  /** Writes once; what is typed meanwhile has a moment of its own. */
  private next(): Promise<boolean> {
    return this.writeOut(true)
  }

  /** Forgets what was to be written: the thing itself was thrown away or put away. */
  async drop(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    this.pending = undefined
    await this.running
    this.pending = undefined
    this.state = 'saved'
    this.why = undefined
  }

  /** Leaves: writes the rest, and is done once that is safe. */
  async leave(): Promise<boolean> {
    this.left = true
    const kept = await this.flush()
    if (kept) keepers = keepers.filter((keeper) => keeper !== this)
    return kept
  }

  /**
   * What is still to be written, also of the same thing by one that was left before it could: from now on that is
   * written from here, so that nothing old comes over something new.
   */
  async takeUp(): Promise<T | undefined> {
    await this.flush()
    const before = keepers.filter((keeper): keeper is Autosave<T> => keeper instanceof Autosave && keeper.isLeft(this.of))
    for (const one of before) {
      const kept = await one.leave()
      // Whoever was left meanwhile takes nothing over.
      if (kept || this.left || !one.pending) continue
      this.put(one.pending.value)
      await one.drop()
      await one.leave()
    }
    return this.pending?.value
  }

  private isLeft(of: string | undefined): boolean {
    return this.left && this.of !== undefined && this.of === of
  }

  private hasPending(): boolean {
    return this.pending !== undefined
  }

  private async write(written: { value: T }): Promise<boolean> {
    const began = performance.now()
    try {
      await this.save(written.value)
      this.took = performance.now() - began
      this.state = this.pending ? 'waiting' : 'saved'
      this.why = undefined
      return true
    } catch (cause) {
      this.pending ??= written
      this.state = 'failed'
      this.why = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown'
      // What is too long is not tried again as it is: it stays here until something of it is changed.
      if (this.why !== 'invalid') this.timer ??= setTimeout(() => void this.flush(), again)
      return false
    }
  }
}

/** Writes everything that is still being typed anywhere. False when some of it could not be written. */
export async function flushAll(): Promise<boolean> {
  const kept = await Promise.all(keepers.map((keeper) => keeper.flush()))
  return kept.every(Boolean)
}

/** Whether some words wait for the drawer: it was shut under them, or the disk is full. */
export const someWait = (): boolean => keepers.some(({ state, where }) => state === 'failed' && where === 'drawer')

/** What the disk refuses waits in the core as well, and goes into the spill when the drawer is locked. */
const inTheCore: readonly (string | undefined)[] = ['full', 'readOnly', 'busy', 'damaged']

/** Whether some words have no place but this window. */
export const someOnlyHere = (): boolean =>
  keepers.some(({ state, where, why }) => state === 'failed' && (where === 'table' || !inTheCore.includes(why)))
