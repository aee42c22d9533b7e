import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call, HostError } from '../host'
import type { PageId, PersonId } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { act, undo } from './act'
import { Autosave } from './autosave.svelte'
import { lastDeed } from './last-deed.svelte'
import { followLock, lockDrawer, onLock } from './lock'
import { people } from './people.svelte'
import { onStale } from './stale'
import { toasts } from './toasts.svelte'

const robin = 'a'.repeat(32) as PersonId
const page = 'b'.repeat(32) as PageId

beforeEach(() => {
  const a = { id: robin, name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' } as const
  people.show({ a, b: null, here: 'a', word: '', dayEnds: 4 })
})

describe('a drawer that is locked from outside', () => {
  it('before_sleep_what_is_being_typed_is_handed_over_first', async () => {
    const host = fakeHost({
      page_keep: () => ({ lies: true, begun: false }),
      drawer_lock: () => ({ value: {}, changed: { stale: [], undo: null } }),
    })
    const saving = new Autosave((body: string) => call('page_keep', { person: robin, page, title: '', body }))
    await followLock()
    const shut = vi.fn()
    const off = onLock(shut)
    saving.put('half a sen')
    host.send('leave', null)
    await vi.waitFor(() => expect(shut, 'and nothing of it stays on the screen').toHaveBeenCalledTimes(1))
    off()
    await vi.waitFor(() => expect(host.calls.map((one) => one.name).slice(0, 2)).toEqual(['page_keep', 'drawer_lock']))
  })
})

describe('the keys that were pressed before the computer sleeps', () => {
  it('are_taken_along_before_the_page_goes', async () => {
    vi.useFakeTimers()
    const kept: string[] = []
    const host = fakeHost({ drawer_lock: () => ({ value: {}, changed: { stale: [], undo: null } }) })
    const saving = new Autosave((words: string) => Promise.resolve(kept.push(words)))
    const shut = vi.fn()
    const off = onLock(shut)
    await followLock()
    host.send('leave', null)
    await vi.advanceTimersByTimeAsync(100)
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'e' }))
    expect(shut, 'the key has a page to go to').not.toHaveBeenCalled()
    saving.put('half a sentence')
    await vi.advanceTimersByTimeAsync(150)
    expect([kept, shut.mock.calls.length]).toEqual([['half a sentence'], 1])
    off()
    vi.useRealTimers()
  })
})

describe('the key that locks', () => {
  it('forgets_what_could_be_undone', async () => {
    fakeHost({ drawer_lock: () => ({ value: {}, changed: { stale: [], undo: null } }) })
    lastDeed.done({ key: 'nameThread', args: { name: 'the gate' } })
    await lockDrawer()
    expect([lastDeed.step, lastDeed.undone]).toEqual([undefined, undefined])
  })

  it('lets_no_deed_speak_that_answers_once_the_drawer_is_shut', async () => {
    const step = { key: 'nameThread', args: { name: 'the gate' } }
    let answer = (): void => undefined
    const late = new Promise<void>((resolve) => (answer = resolve))
    fakeHost({
      drawer_lock: () => ({ value: {}, changed: { stale: [], undo: null } }),
      people_view: () => ({ a: { ...people.a, drawer: 'locked' }, b: null, here: 'a', word: '', dayEnds: 4 }),
      undo: () => late.then(() => ({ value: { what: step, takenBack: 'whole', redo: true }, changed: { stale: [], undo: null } })),
    })
    const heard = vi.fn()
    const off = onStale(['drawer'], heard)
    const naming = act(() => late.then(() => ({ value: 7, changed: { stale: ['drawer'], undo: step } })))
    const undoing = undo()
    await lockDrawer()
    heard.mockClear()
    answer()
    expect(await naming, 'whoever asked for it still learns that it was done').toBe(7)
    await undoing
    off()
    expect(heard, 'and so do the views').toHaveBeenCalledTimes(1)
    expect(toasts.now, 'the name stood in the drawer').toBeUndefined()
    expect([lastDeed.step, lastDeed.undone]).toEqual([undefined, undefined])
    await act(async () => ({ value: 8, changed: { stale: [], undo: step } }))
    expect(toasts.now?.offer, 'what is done afterwards speaks as ever').toBeTruthy()
  })

  it('leaves_nothing_readable_however_slow_the_disk_is', async () => {
    fakeHost({ drawer_lock: () => new Promise(() => undefined) })
    const shut = vi.fn()
    const off = onLock(shut)
    void lockDrawer()
    expect(shut, 'at once, before anything was written or locked').toHaveBeenCalledTimes(1)
    expect(people.here.drawer, 'its front shows, whatever the core still says').toBe('locked')
    off()
  })

  it('says_that_a_text_could_be_kept_nowhere', async () => {
    fakeHost({
      drawer_lock: () => {
        throw new HostError('full')
      },
      people_view: () => ({ a: { ...people.a, drawer: 'locked' }, b: null, here: 'a', word: '', dayEnds: 4 }),
    })
    toasts.say('Page put back.')
    await lockDrawer()
    expect(toasts.now?.kind, 'clearing the screen does not clear the trouble').toBe('wrong')
    expect(toasts.now?.text).toContain('The disk is full')
  })
})
