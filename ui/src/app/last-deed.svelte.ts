import type { Words } from '../host/bindings'

// What Undo would take back, and what it has just taken back: for a page that offers a way back longer than a toast
// stands. It names pages, so it goes with the lock.
class LastDeed {
  /** Goes up with every lock: what was begun before one and answers after it is nobody's to read. */
  opening = 0
  step: Words | undefined = $state.raw()
  undone: { step: Words; words: string } | undefined = $state.raw()

  done(step: Words): void {
    this.step = step
  }

  /** `words` say how much of it. What was done before it is the core's to know. */
  takenBack(words: string): void {
    if (this.step) this.undone = { step: this.step, words }
    this.step = undefined
  }

  forget(): void {
    this.opening++
    this.step = this.undone = undefined
  }
}

export const lastDeed = new LastDeed()
