import { call } from '../host'
import type { Said } from '../host/bindings'
import { flushAll, someOnlyHere, someWait } from './autosave.svelte'
import { keysAreIn } from './keys-on-their-way'
import { lockDrawer } from './lock'
import { people } from './people.svelte'
import { go } from './route.svelte'

const say = (said: Said): Promise<unknown> => call('last_words', { said })

/** The window is about to close. Words that have no place but this window are not let go without a word. */
class Leaving {
  asking = $state(false)

  /** Hands over what is being typed, and asks where it cannot be. */
  async begin(): Promise<void> {
    await keysAreIn()
    if (await handedOver()) {
      await say('handedOver')
      return
    }
    this.asking = true
    await say('asking')
  }

  /** Stays; in front of the drawer, when they belong in it. */
  async stay(): Promise<void> {
    this.asking = false
    await say('staying')
    if (someWait()) go({ page: 'drawer', person: people.here.id })
  }

  async close(): Promise<void> {
    await say('handedOver')
  }
}

async function handedOver(): Promise<boolean> {
  if (await flushAll()) return true
  const onlyHere = someOnlyHere()
  // What the disk refused goes into the spill with the lock, unless there is no room there either.
  return (await lockDrawer()) && !onlyHere
}

export const leaving = new Leaving()
