import type { CarryChoice, LineStay, ThreadName } from '../../host/bindings'

/** What is chosen before anybody chose. */
export const untouched: CarryChoice = { happened: [], felt: false, needed: false, say: true }

/** What somebody chooses on the last step. It is written nowhere, and goes when the drawer is locked. */
export class Keeping {
  choice: CarryChoice = $state.raw(untouched)
  stay: LineStay = $state('kept')
  /** The sentences lie open, also when the last of them was unticked: that one alone may be ticked again. */
  open = $state(false)
  /** Threads that were named here. */
  made: ThreadName[] = $state.raw([])
  /** Which sentences were chosen last. What somebody took out does not come back by itself. */
  private last: number[] | undefined
  private text = ''

  /** The step is come to. Sentences of a text that was written on since were chosen by nobody. */
  begin(text: string): void {
    if (text === this.text) return
    this.text = text
    this.last = undefined
    this.open = false
    this.put({ happened: [] })
  }

  put(change: Partial<CarryChoice>): void {
    this.choice = { ...this.choice, ...change }
  }

  /** What happened, of `count` sentences. */
  happened(on: boolean, count: number): void {
    this.open = on
    this.sentences(on ? (this.last ?? Array.from({ length: count }, (_, i) => i)) : [])
  }

  sentence(i: number, on: boolean): void {
    const { happened } = this.choice
    this.sentences(on ? [...happened, i].sort((a, b) => a - b) : happened.filter((j) => j !== i))
  }

  private sentences(next: number[]): void {
    if (this.choice.happened.length) this.last = this.choice.happened
    this.put({ happened: next })
  }
}
