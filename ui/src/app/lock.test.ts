import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call } from '../host'
import type { PersonId } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { Autosave } from './autosave.svelte'
import { followLock, onLock } from './lock'
import { people } from './people.svelte'

const robin = 'a'.repeat(32) as PersonId

beforeEach(() => {
  const a = { id: robin, name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' } as const
  people.show({ a, b: null, here: 'a', word: '', dayEnds: 4 })
})

describe('a drawer that is locked from outside', () => {
  it('before_sleep_what_is_being_typed_is_handed_over_first', async () => {
    const host = fakeHost({
      page_keep: () => ({ page: null, begun: false }),
      drawer_lock: () => ({ value: {}, changed: { stale: [], undo: null } }),
    })
    const saving = new Autosave((body: string) => call('page_keep', { person: robin, page: null, title: '', body }))
    await followLock()
    const shut = vi.fn()
    const off = onLock(shut)
    saving.put('half a sen')
    host.send('leave', null)
    await vi.waitFor(() => expect(shut, 'and nothing of it stays on the screen').toHaveBeenCalledTimes(1))
    off()
    expect(host.calls.map((one) => one.name)).toEqual(['page_keep', 'drawer_lock'])
  })
})
