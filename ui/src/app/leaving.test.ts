import { beforeEach, describe, expect, it } from 'vitest'
import { HostError } from '../host'
import type { PersonId } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { Autosave, flushAll } from './autosave.svelte'
import { leaving } from './leaving.svelte'
import { people } from './people.svelte'

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

beforeEach(() => {
  people.show(view)
  leaving.asking = false
})

describe('a window that is closed', () => {
  it('goes_when_everything_is_handed_over', async () => {
    const { said } = typed(undefined)
    await leaving.begin()
    expect(said()).toEqual([{ said: 'handedOver' }])
  })

  it('asks_before_words_go_whose_drawer_was_shut_under_them', async () => {
    const { said, opened } = typed('drawerLocked')
    await leaving.begin()
    expect([leaving.asking, said()]).toEqual([true, [{ said: 'asking' }]])
    await leaving.stay()
    expect(said().at(-1), 'whoever stays loses nothing').toEqual({ said: 'staying' })
    await opened()
  })

  it('does_not_ask_for_what_the_spill_takes', async () => {
    const { said, opened } = typed('full')
    await leaving.begin()
    expect(said()).toEqual([{ said: 'handedOver' }])
    await opened()
  })

  it('asks_when_the_spill_has_no_room_either', async () => {
    const { said, opened } = typed('full', () => {
      throw new HostError('full')
    })
    await leaving.begin()
    expect(said()).toEqual([{ said: 'asking' }])
    await opened()
  })
})
