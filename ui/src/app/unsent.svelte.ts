// Words that were typed for the table and not kept yet. They outlive the page they were typed on, and the
// window: each change is safe within a moment. They belong to the one who typed them; on a shared computer the
// other does not find them.
import { untrack } from 'svelte'
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import { call } from '../host'
import type { PersonId } from '../host/bindings'
import { Autosave } from './autosave.svelte'
import { people } from './people.svelte'

const unsent = new SvelteMap<string, string>()
/** What waits on a shared computer until somebody has said who is there: whoever takes the seat may be the other one. */
const covered = new SvelteSet<string>()
const keepers = new SvelteMap<string, Autosave<string>>()
let fetching = $state(0)
// Nothing on screen depends on these two.
let asked: PersonId[] = []
let satLast: PersonId | undefined

/** Where words wait, and whether they could be written there. */
export interface Waiting {
  readonly where: 'table'
  /** Why they could not be written, while that lasts. */
  readonly why: string | undefined
}

/** A field in which somebody types. It stays theirs, whoever sits down meanwhile. */
export interface UnsentField extends Waiting {
  words: string
}

/** The field `place` of the person who is here now. */
export function unsentField(place: string): UnsentField {
  const by = people.here.id
  const key = `${by}/${place}`
  return {
    get words() {
      return unsent.get(key) ?? ''
    },
    set words(words) {
      if (words === (unsent.get(key) ?? '')) return
      if (words) unsent.set(key, words)
      else {
        unsent.delete(key)
        covered.delete(key)
      }
      keeper(key, by, place).put(words)
    },
    where: 'table',
    get why() {
      return keepers.get(key)?.why
    },
  }
}

export const unsentOf = (place: string): string => unsentField(place).words
export function setUnsent(place: string, words: string): void {
  unsentField(place).words = words
}

/**
 * Whether something of the person who is here waits at `place` that is not to be shown yet: the window was just opened,
 * or the seat just taken, and it may be the other who did.
 */
export const isCovered = (place: string): boolean => covered.has(`${people.here.id}/${place}`)
/** The field `place`; as long as it is covered it is empty, and nothing is written over what waits there. */
export function uncoveredField(place: string): UnsentField {
  const field = unsentField(place)
  const key = `${people.here.id}/${place}`
  return {
    get words() {
      return covered.has(key) ? '' : field.words
    },
    set words(words) {
      if (!covered.has(key)) field.words = words
    },
    where: 'table',
    get why() {
      return field.why
    },
  }
}

/** It is theirs, they say. */
export function uncover(): void {
  const mine = `${people.here.id}/`
  for (const key of [...covered]) if (key.startsWith(mine)) covered.delete(key)
}

function keeper(key: string, by: PersonId, place: string): Autosave<string> {
  const known = keepers.get(key)
  if (known) return known
  const made = new Autosave((words: string) => call('unsent_keep', { by, words: { place, words } }), 'table')
  keepers.set(key, made)
  return made
}

/** False while what waited is on its way: whoever begins something new now would write over it. */
export const unsentIsHere = (): boolean => fetching === 0

/** Fetches what waited when the window was last closed, for each person once. What is typed meanwhile stays. */
export function followUnsent(): () => void {
  return $effect.root(() => {
    $effect(() => {
      const by = people.ready ? people.here.id : undefined
      if (by !== undefined) untrack(() => sits(by))
    })
  })
}

function sits(by: PersonId): void {
  if (satLast !== undefined && satLast !== by) cover(satLast)
  satLast = by
  if (!asked.includes(by)) void fetchFor(by, people.other !== undefined)
}

/** They left the seat: before they can be back, what they began is covered. */
function cover(by: PersonId): void {
  for (const key of unsent.keys()) if (key.startsWith(`${by}/`)) covered.add(key)
}

async function fetchFor(by: PersonId, covers: boolean): Promise<void> {
  asked.push(by)
  fetching++
  const askAgain = (): void => {
    asked = asked.filter((person) => person !== by)
  }
  try {
    const { all } = await call('unsent_view', {})
    // Someone else sat down while this was on its way: it is theirs that came.
    if (by !== people.here.id) {
      askAgain()
      return
    }
    for (const { place, words } of all) {
      const key = `${by}/${place}`
      if (keepers.has(key)) continue
      unsent.set(key, words)
      if (covers) covered.add(key)
    }
  } catch {
    // A table that cannot be read is said elsewhere; whoever sits down next asks again.
    askAgain()
  } finally {
    fetching--
  }
}

/** For tests: a window that was just opened. */
export function forgetUnsent(): void {
  unsent.clear()
  covered.clear()
  keepers.clear()
  asked = []
  satLast = undefined
}
