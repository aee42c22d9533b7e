import { call, listen } from '../host'
import { act } from './act'
import { flushAll } from './autosave.svelte'
import { keysAreIn } from './keys-on-their-way'
import { lastDeed } from './last-deed.svelte'
import { people } from './people.svelte'
import { go, route } from './route.svelte'
import { sitting } from './sitting.svelte'
import { spread } from './stale'
import { toasts } from './toasts.svelte'

/** Pages whose content comes out of a drawer. */
const inside = ['drawer', 'reflection', 'patterns']
const shutters = new Set<() => void>()

/** For pages that hold drawer text: they drop it from the screen at once when the drawer is locked. */
export function onLock(shut: () => void): () => void {
  shutters.add(shut)
  return () => shutters.delete(shut)
}

/** Nothing that leads back into a drawer that was shut: the way there, and what could be undone, which may name a page. */
export function forgetTheWay(): void {
  toasts.clear()
  lastDeed.forget()
  route.forget()
}

/** What is on screen of a drawer goes, be there one to lock or not yet. */
export function clearScreen(): void {
  for (const shut of shutters) shut()
}

/** What is on screen of the drawer goes, and its front is shown instead. What was typed there is held by its Autosave. */
function shutOnScreen(): void {
  const owner = people.all.find((person) => person.drawer === 'open')?.id ?? people.here.id
  clearScreen()
  if (inside.includes(route.page)) go({ page: 'drawer', person: owner })
  forgetTheWay()
}

/** The screen goes first, and stays shut while the rest takes its time. */
async function shutWhile(locking: () => Promise<unknown>): Promise<void> {
  people.beginShutting()
  shutOnScreen()
  await locking()
  await people.endShutting()
  spread(['people', 'drawer'])
}

/**
 * Ctrl+L: leaves nothing of it on the screen, hands over what is being typed, locks. A slow disk keeps no page
 * readable, and what could not be kept is said after the screen was cleared. False when some was kept nowhere.
 */
export async function lockDrawer(): Promise<boolean> {
  // Before there is a table, and behind one that stays shut, no drawer can be open.
  if (!sitting.hasTable || sitting.trouble) {
    clearScreen()
    return true
  }
  let locked = false
  await shutWhile(async () => {
    await flushAll()
    locked = (await act(() => call('drawer_lock', {}), { quiet: true })) !== undefined
  })
  return locked
}

/** The core locked it, or is about to: idle, sleep, a locked screen. */
export async function followLock(): Promise<void> {
  await Promise.all([
    listen('lock', () => void shutWhile(() => Promise.resolve())),
    listen('leave', () => void keysAreIn().then(lockDrawer)),
  ])
}
