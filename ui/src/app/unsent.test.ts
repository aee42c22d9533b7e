import { flushSync } from 'svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { HostError } from '../host'
import type { Unsent } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { both, robin, sam } from '../host/two-people'
import { flushAll, someOnlyHere, someWait } from './autosave.svelte'
import { people } from './people.svelte'
import { followUnsent, forgetUnsent, isCovered, setUnsent, uncover, uncoveredField, unsentField, unsentOf } from './unsent.svelte'

const kept = (host: ReturnType<typeof fakeHost>): unknown[] =>
  host.calls.filter(({ name }) => name === 'unsent_keep').map(({ args }) => args)

describe('words that were not kept yet', () => {
  beforeEach(() => {
    forgetUnsent()
    people.show(both)
  })

  it('are handed over as they are typed, and forgotten when they are kept', async () => {
    const host = fakeHost({ unsent_keep: () => ({}) })
    setUnsent('slip', 'Thank')
    setUnsent('slip', 'Thank you')
    expect(await flushAll()).toBe(true)
    expect(kept(host), 'the newest is written').toEqual([{ by: robin, words: { place: 'slip', words: 'Thank you' } }])
    setUnsent('slip', '')
    await flushAll()
    expect(kept(host).at(-1)).toEqual({ by: robin, words: { place: 'slip', words: '' } })
  })

  it('belong to whoever began the field, whoever sits down meanwhile', async () => {
    const host = fakeHost({ unsent_keep: () => ({}) })
    const field = unsentField('slip')
    field.words = 'from Robin'
    people.show({ ...both, here: 'b' })
    field.words = 'from Robin, still'
    expect(unsentOf('slip'), 'Sam finds nothing').toBe('')
    await flushAll()
    expect(kept(host)).toEqual([{ by: robin, words: { place: 'slip', words: 'from Robin, still' } }])
  })

  it('come back to the one who is here, and never over what is being typed', async () => {
    const waiting = new Map<string, Unsent[]>([
      [robin, [{ place: 'slip', words: 'old' }, { place: 'book', words: '{}' }]],
      [sam, [{ place: 'slip', words: 'from Sam' }]],
    ])
    fakeHost({ unsent_keep: () => ({}), unsent_view: () => ({ all: waiting.get(people.here.id) ?? [] }) })
    setUnsent('slip', 'newer')
    const stop = followUnsent()
    await vi.waitFor(() => expect(unsentOf('book')).toBe('{}'))
    expect(unsentOf('slip')).toBe('newer')
    people.show({ ...both, here: 'b' })
    await vi.waitFor(() => expect(unsentOf('slip')).toBe('from Sam'))
    expect(unsentOf('book'), 'Robin’s book is Robin’s').toBe('')
    stop()
  })

  it('are covered on a shared computer until somebody says that they are there', async () => {
    const all = [{ place: 'slip', words: 'old' }]
    fakeHost({ unsent_keep: () => ({}), unsent_view: () => ({ all }) })
    let stop = followUnsent()
    await vi.waitFor(() => expect(unsentOf('slip')).toBe('old'))
    expect(isCovered('slip'), 'nobody knows who opened the window').toBe(true)
    uncover()
    expect(isCovered('slip'), 'Robin said so').toBe(false)
    stop()

    forgetUnsent()
    people.show({ ...both, b: null })
    stop = followUnsent()
    await vi.waitFor(() => expect(unsentOf('slip')).toBe('old'))
    expect(isCovered('slip'), 'there is nobody else').toBe(false)
    stop()
  })

  it('are covered again whenever the seat is taken: whoever takes it may be the other', async () => {
    const all = [{ place: 'slip', words: 'from Sam' }]
    fakeHost({ unsent_keep: () => ({}), unsent_view: () => ({ all: people.here.id === sam ? all : [] }) })
    const stop = followUnsent()
    flushSync()
    setUnsent('slip', 'from Robin')
    const field = uncoveredField('slip')
    expect([isCovered('slip'), field.words], 'Robin is typing it').toEqual([false, 'from Robin'])

    people.show({ ...both, here: 'b' })
    await vi.waitFor(() => expect(unsentOf('slip')).toBe('from Sam'))
    expect(isCovered('slip'), 'Robin may have switched to look at what Sam began').toBe(true)
    uncover()
    expect(isCovered('slip'), 'Sam said so').toBe(false)

    people.show(both)
    flushSync()
    expect(isCovered('slip'), 'and Sam may have switched back').toBe(true)
    field.words = 'from nobody'
    expect([field.words, unsentOf('slip')], 'nothing is shown, and nothing written over it').toEqual(['', 'from Robin'])
    uncover()
    expect([isCovered('slip'), field.words]).toEqual([false, 'from Robin'])

    people.show({ ...both, here: 'b' })
    flushSync()
    expect(isCovered('slip'), 'Sam’s are covered again as well').toBe(true)
    stop()
  })

  it('are asked for no more once they went where they were meant to go', () => {
    fakeHost({ unsent_keep: () => ({}), unsent_view: () => ({ all: [] }) })
    const stop = followUnsent()
    flushSync()
    const field = unsentField('slip')
    field.words = 'from Robin'
    people.show({ ...both, here: 'b' })
    flushSync()
    field.words = ''
    people.show(both)
    flushSync()
    expect(isCovered('slip'), 'nothing waits there that anybody could claim').toBe(false)
    stop()
  })

  it('are said to be only in this window while the disk refuses them, and do not wait for a drawer', async () => {
    let full = true
    fakeHost({
      unsent_keep: () => {
        if (full) throw new HostError('full')
        return {}
      },
    })
    setUnsent('slip', 'the last words')
    expect(await flushAll()).toBe(false)
    expect([someOnlyHere(), someWait()]).toEqual([true, false])
    full = false
    expect(await flushAll()).toBe(true)
    expect(someOnlyHere()).toBe(false)
  })
})
