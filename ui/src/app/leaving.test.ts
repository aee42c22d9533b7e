import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { call, HostError } from '../host'
import type { Nothing, PersonId, Wrote } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { act } from './act'
import { Autosave, flushAll } from './autosave.svelte'
import { leaving } from './leaving.svelte'
import { people } from './people.svelte'
import { route } from './route.svelte'
import { forgetUnsent, setUnsent } from './unsent.svelte'

const a = { id: 'a'.repeat(32) as PersonId, name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'locked' } as const
const view = { a, b: null, here: 'a', word: '', dayEnds: 4 } as const

/** A window in which words were typed that are refused with `code`. */
function typed(code: string | undefined, lock?: () => never) {
  let refused = code
  const host = fakeHost({
    last_words: () => ({}),
    drawer_lock: lock ?? (() => ({ value: {}, changed: { stale: [], undo: null } })),
    people_view: () => view,
  })
  const saving = new Autosave(async () => {
    if (refused !== undefined) throw new HostError(refused)
  })
  saving.put('the last words')
  return {
    said: () => host.calls.filter(({ name }) => name === 'last_words').map(({ args }) => args),
    opened: async (): Promise<void> => {
      refused = undefined
      await flushAll()
      await saving.leave()
    },
  }
}

/** The window is asked to close, and nobody types any more. */
async function closed(): Promise<void> {
  const begun = leaving.begin()
  await vi.advanceTimersByTimeAsync(150)
  await begun
}

beforeEach(() => {
  vi.useFakeTimers()
  people.show(view)
  leaving.asking = undefined
})
afterEach(() => void vi.useRealTimers())

describe('a window that is closed', () => {
  it('goes_when_everything_is_handed_over', async () => {
    const { said } = typed(undefined)
    await closed()
    expect(said()).toEqual([{ said: 'handedOver' }])
  })

  it('takes_the_keys_along_that_were_pressed_before_it_and_come_after_it', async () => {
    const kept: string[] = []
    const host = fakeHost({ last_words: () => ({}) })
    const saving = new Autosave((words: string) => Promise.resolve(kept.push(words)))
    const begun = leaving.begin()
    for (const words of ['You mat', 'You matt', 'You matter']) {
      await vi.advanceTimersByTimeAsync(100)
      window.dispatchEvent(new KeyboardEvent('keydown', { key: words.slice(-1) }))
      saving.put(words)
    }
    expect(host.calls, 'the window is not let go under them').toEqual([])
    await vi.advanceTimersByTimeAsync(150)
    await begun
    expect([kept.at(-1), host.calls.map(({ args }) => args)]).toEqual(['You matter', [{ said: 'handedOver' }]])
  })

  it('is_not_held_open_by_a_key_that_is_held_down', async () => {
    const { said } = typed(undefined)
    const held = setInterval(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', repeat: true })), 30)
    void leaving.begin()
    await vi.advanceTimersByTimeAsync(1_100)
    clearInterval(held)
    expect(said()).toEqual([{ said: 'handedOver' }])
  })

  it('asks_before_words_go_whose_drawer_was_shut_under_them', async () => {
    const { said, opened } = typed('drawerLocked')
    await closed()
    expect([leaving.asking, said()]).toEqual(['drawer', [{ said: 'asking' }]])
    await leaving.stay()
    expect(said().at(-1), 'whoever stays loses nothing').toEqual({ said: 'staying' })
    await opened()
  })

  it('does_not_ask_for_what_the_spill_takes', async () => {
    const { said, opened } = typed('full')
    await closed()
    expect(said()).toEqual([{ said: 'handedOver' }])
    await opened()
  })

  it('asks_when_the_spill_has_no_room_either', async () => {
    const { said, opened } = typed('full', () => {
      throw new HostError('full')
    })
    await closed()
    expect(said()).toEqual([{ said: 'asking' }])
    await opened()
  })

  it('asks about words that the disk refused to the table, and speaks of no drawer', async () => {
    let full = true
    const host = fakeHost({
      last_words: () => ({}),
      unsent_keep: () => {
        if (full) throw new HostError('full')
        return {}
      },
      drawer_lock: () => ({ value: {}, changed: { stale: [], undo: null } }),
      people_view: () => view,
    })
    setUnsent('slip', 'the last words')
    await closed()
    expect(leaving.asking).toBe('table')
    expect(host.calls.at(-1)).toEqual({ name: 'last_words', args: { said: 'asking' } })
    full = false
    await flushAll()
    forgetUnsent()
  })

  it('asks about a sheet that holds what was typed only as long as it is open', async () => {
    const host = fakeHost({ last_words: () => ({}) })
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    const letGo = route.guardedBy(() => undefined)
    await closed()
    expect(leaving.asking).toBe('sheet')
    await leaving.stay()
    expect(document.activeElement, 'who stays types on').toBe(field)
    letGo()
    await closed()
    expect(host.calls.at(-1), 'nothing is held any more').toEqual({ name: 'last_words', args: { said: 'handedOver' } })
    field.remove()
  })

  it('waits for what a field does when it is left', async () => {
    let kept: (value: Wrote<Nothing>) => void = () => undefined
    const host = fakeHost({
      last_words: () => ({}),
      person_rename: () => new Promise((done) => (kept = done)),
    })
    const field = document.body.appendChild(document.createElement('input'))
    field.addEventListener('blur', () => void act(() => call('person_rename', { person: a.id, name: 'Rob' })))
    field.focus()
    const begun = leaving.begin()
    await vi.advanceTimersByTimeAsync(150)
    expect(host.calls.map(({ name }) => name)).toEqual(['person_rename'])
    kept({ value: {}, changed: { stale: [], undo: null } })
    await begun
    expect(host.calls.at(-1)).toEqual({ name: 'last_words', args: { said: 'handedOver' } })
    field.remove()
  })
})
