import { beforeEach, describe, expect, it, vi } from 'vitest'
import { HostError } from '../host'
import type { TakenBack } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { both } from '../host/two-people'
import { act, takeBack, undo, wordsFor } from './act'
import { people } from './people.svelte'
import { onStale } from './stale'
import { toasts } from './toasts.svelte'

const changed = { stale: ['people' as const], undo: { key: 'renamePerson', args: { name: 'Robin' } } }

const undone = (takenBack: TakenBack, redo = false) => ({
  value: { what: { key: 'renamePerson', args: {} }, takenBack, redo },
  changed: { stale: [], undo: null },
})

beforeEach(() => toasts.clear())

describe('a write', () => {
  it('spreads what went stale and offers the way back in words', async () => {
    const heard = vi.fn()
    const off = onStale(['people', 'tonight'], heard)
    expect(await act(async () => ({ value: 7, changed }))).toBe(7)
    off()
    expect(heard, 'each view looks again once').toHaveBeenCalledTimes(1)
    expect(toasts.now?.offer?.inFull).toBe('Give the old name back')
  })

  it('that fails says what is safe, and is not a rejection', async () => {
    const value = await act(async () => {
      throw new HostError('full')
    })
    expect(value).toBeUndefined()
    expect([toasts.now?.kind, toasts.now?.text.startsWith('What was kept before is safe')]).toEqual(['wrong', true])
  })

  it('lets the page say what is wrong with a field', async () => {
    await act(() => Promise.reject(new HostError('invalid', 'name', 'long')), { onError: ({ field }) => field === 'name' })
    expect(toasts.now, 'the field says it, no toast').toBeUndefined()
  })

  it('of which the page tells by itself takes away the offer to undo what came before it', async () => {
    await act(async () => ({ value: null, changed }))
    await act(async () => ({ value: null, changed }), { quiet: true })
    expect(toasts.now, 'its Undo would take back the later one').toBeUndefined()
  })

  it('is told otherwise to one person alone where the words are for two', async () => {
    const handed = async () => ({ value: null, changed: { stale: [], undo: { key: 'handSlip', args: {} } } })
    people.show(both)
    await act(handed)
    expect(toasts.now?.text).toBe('Handed over.')
    people.show({ ...both, b: null })
    await act(handed)
    expect([toasts.now?.text, toasts.now?.offer?.inFull]).toEqual(['It lies on the table.', 'Take the slip back'])
    people.show(undefined)
  })

  it('that cannot be taken back shows no toast', async () => {
    await act(async () => ({ value: null, changed: { stale: [], undo: null } }))
    expect(toasts.now).toBeUndefined()
  })
})

describe('undo', () => {
  it('takes back the last change and says which', async () => {
    const host = fakeHost({ undo: () => undone('whole') })
    await act(async () => ({ value: null, changed }))
    toasts.now?.offer?.take()
    await vi.waitFor(() => expect(toasts.now?.text).toBe('The old name stands again.'))
    expect(host.calls.map((call) => call.name)).toEqual(['undo'])
  })

  it('by its key does what the toast in sight offers, where that is newer than the last change', async () => {
    const host = fakeHost({ undo: () => undone('whole', true) })
    const giveBack = vi.fn()
    await act(async () => ({ value: null, changed }))
    toasts.say('The note stays as it was.', { label: 'Undo', back: true, take: giveBack })
    takeBack()
    expect([giveBack.mock.calls.length, host.calls.length, toasts.now], 'once').toEqual([1, 0, undefined])
    takeBack()
    await vi.waitFor(() => expect(toasts.now?.offer?.label).toBe('Do it again'))
    takeBack()
    await vi.waitFor(() => expect(host.calls.map(({ name }) => name), 'what leads on is no way back').toEqual(['undo', 'undo']))
  })

  it('that was held back says so, and never claims to be done', async () => {
    fakeHost({ undo: () => undone('heldBack') })
    await undo()
    expect(toasts.now?.text).toBe('This has changed since, so it stays as it is.')
  })

  it('that came back in part says what stays', async () => {
    fakeHost({ undo: () => undone('partly') })
    await undo()
    expect(toasts.now?.text).toBe('The old name stands again. What has changed since stays as it is.')
  })

  it('offers to put it back, and that can be taken back again', async () => {
    const host = fakeHost({
      undo: () => undone('whole', true),
      redo: () => ({ ...undone('whole'), changed: { ...changed, stale: [] } }),
    })
    await undo()
    expect(toasts.now?.offer?.label).toBe('Do it again')
    toasts.now?.offer?.take()
    await vi.waitFor(() => expect(toasts.now?.text).toBe('Name changed.'))
    expect(host.calls.map((call) => call.name)).toEqual(['undo', 'redo'])
    expect(toasts.now?.offer?.inFull).toBe('Give the old name back')
  })

  it('offers nothing where nothing can be put back, and says when something was done since', async () => {
    const host = fakeHost({ undo: () => undone('whole') })
    await undo()
    expect(toasts.now?.offer).toBeUndefined()
    host.answer('undo', () => undone('whole', true))
    host.answer('redo', () => ({ value: null, changed: { stale: [], undo: null } }))
    await undo()
    toasts.now?.offer?.take()
    await vi.waitFor(() => expect(toasts.now?.text).toBe('Something else was done since, so it stays as it is.'))
  })

  it('says when there is nothing to take back', async () => {
    fakeHost({ undo: () => ({ value: null, changed: { stale: [], undo: null } }) })
    await undo()
    expect(toasts.now?.text).toBe('Nothing to take back in this sitting.')
  })
})

describe('the words for an error', () => {
  it('never come empty', () => {
    expect(wordsFor(new HostError('somethingNew'))).toMatch(/^Nothing is lost/)
    expect(wordsFor(new HostError('invalid', 'x', 'somethingNew'))).toMatch(/^Nothing was changed/)
  })
})

describe('a damaged file', () => {
  it('is_said_to_be_copied_only_where_a_copy_lies', () => {
    expect(wordsFor(new HostError('damaged')), 'nothing is said that was not done').not.toContain('copy')
    const copied = new HostError('damaged', undefined, undefined, '/home/robin/n/table.db.damaged')
    expect(wordsFor(copied)).toContain('/home/robin/n/table.db.damaged')
  })
})
