import { call, listen } from '../host'
import { act } from './act'
import { flushAll } from './autosave.svelte'
import { people } from './people.svelte'
import { go, route } from './route.svelte'
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

/** What is on screen of the drawer goes first, then the passphrase field is shown. */
function shutOnScreen(): void {
  const owner = people.all.find((person) => person.drawer === 'open')?.id ?? people.here.id
  for (const shut of shutters) shut()
  // An offer to undo may name a page.
  toasts.clear()
  route.forget()
  if (inside.includes(route.page)) go({ page: 'drawer', person: owner })
  spread(['people', 'drawer'])
}

/** Ctrl+L: hands over what is being typed, locks, and leaves nothing of it on the screen. */
export async function lockDrawer(): Promise<void> {
  await flushAll()
  await act(() => call('drawer_lock', {}), { quiet: true })
  shutOnScreen()
}

/** The core locked it, or is about to: idle, sleep, a locked screen. */
export async function followLock(): Promise<void> {
  await Promise.all([listen('lock', shutOnScreen), listen('leave', () => void lockDrawer())])
}
