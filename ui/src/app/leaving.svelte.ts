import { call } from '../host'
import type { Said } from '../host/bindings'
import { deedsAreDone } from './act'
import { flushAll, someOnlyHere, someWait } from './autosave.svelte'
import { keysAreIn } from './keys-on-their-way'
import { lockDrawer } from './lock'
import { people } from './people.svelte'
import { go, route } from './route.svelte'

const say = (said: Said): Promise<unknown> => call('last_words', { said })

/** So long, in milliseconds, a write that was begun is waited for: the shell itself waits two seconds for an answer. */
const patience = 1_000

/** The window is about to close. Words that have no place but this window are not let go without a word. */
class Leaving {
  /** Where the words belong that would go with the window: in the drawer, on the table, or in a sheet that is open. */
  asking: 'drawer' | 'table' | 'sheet' | undefined = $state()
  /** Where somebody was typing. */
  private field: HTMLElement | undefined

  /** Hands over what is being typed, and asks where it cannot be. */
  async begin(): Promise<void> {
    await keysAreIn()
    this.field = leaveTheField()
    const waits = await handedOver()
    await Promise.race([deedsAreDone(), new Promise((enough) => setTimeout(enough, patience))])
    const held = waits ?? (route.goesWithWindow ? 'sheet' : undefined)
    if (held === undefined) {
      await say('handedOver')
      return
    }
    this.asking = held
    await say('asking')
  }

  /** Stays; in front of the drawer, when they belong in it. */
  async stay(): Promise<void> {
    this.asking = undefined
    await say('staying')
    if (someWait()) go({ page: 'drawer', person: people.here.id })
    else this.field?.focus()
  }

  async close(): Promise<void> {
    await say('handedOver')
  }
}

/** Some fields are read when they are left, and a window that closes need not leave them. */
function leaveTheField(): HTMLElement | undefined {
  const field = document.activeElement instanceof HTMLElement ? document.activeElement : undefined
  field?.blur()
  return field
}

/** Writes everything; tells where words belong that nothing but this window has. */
async function handedOver(): Promise<'drawer' | 'table' | undefined> {
  if (await flushAll()) return undefined
  const where = someWait() ? 'drawer' : 'table'
  const onlyHere = someOnlyHere()
  // What the disk refused goes into the spill with the lock, unless there is no room there either.
  return (await lockDrawer()) && !onlyHere ? undefined : where
}

export const leaving = new Leaving()
