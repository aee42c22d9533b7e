import { call } from '../host'
import { act } from './act'
import { isCovered, setUnsent, unsentField, unsentOf, type UnsentField } from './unsent.svelte'

/** The longest slip, in characters. */
const most = 2_000

/** A slip that is being written, wherever its field stands. The words stay until they lie on the table. */
export interface Slip extends UnsentField {
  /** There are words, but it is not sure that it is theirs who sees them. */
  readonly covered: boolean
  readonly tooLong: boolean
  readonly ready: boolean
  hand(event: SubmitEvent): Promise<void>
}

export function slip(): Slip {
  let busy = $state(false)
  const words = $derived(unsentOf('slip'))
  const tooLong = $derived(Array.from(words.trim()).length > most)
  const ready = $derived(words.trim() !== '' && !tooLong && !busy)

  async function hand(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!ready) return
    busy = true
    // The field is the one that was written in: who is here may be somebody else by then.
    const field = unsentField('slip')
    const handed = field.words
    const done = await act(() => call('slip_hand', { words: handed }))
    busy = false
    if (done !== undefined && field.words === handed) field.words = ''
  }

  return {
    get words() {
      return words
    },
    set words(next) {
      setUnsent('slip', next)
    },
    where: 'table',
    get why() {
      return unsentField('slip').why
    },
    get covered() {
      return isCovered('slip')
    },
    get tooLong() {
      return tooLong
    },
    get ready() {
      return ready
    },
    hand,
  }
}
