import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Person } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { act } from './act'
import { onLock } from './lock'
import { people } from './people.svelte'
import { go, route } from './route.svelte'
import { toasts } from './toasts.svelte'
import WhoIsHere from './WhoIsHere.svelte'

const robin: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' }
const sam: Person = { id: 'b'.repeat(32) as Person['id'], name: 'Sam', ribbon: 'moss', side: 'b', drawer: 'locked' }
const changed = { stale: [], undo: null }

function table() {
  return fakeHost({
    drawer_lock: () => ({ value: {}, changed }),
    people_switch: () => ({ value: {}, changed }),
    people_view: () => ({ a: { ...robin, drawer: 'locked' }, b: sam, here: 'b', word: '', dayEnds: 4 }),
  })
}

beforeEach(() => people.show({ a: robin, b: sam, here: 'a', word: '', dayEnds: 4 }))

describe('somebody else sits down', () => {
  it('leaves_nothing_of_an_open_drawer_on_the_screen_nor_a_way_back_to_it', async () => {
    const host = table()
    const shut = vi.fn()
    const off = onLock(shut)
    go({ page: 'reflection', reflection: 'c'.repeat(32) })
    go({ page: 'reflection', reflection: 'd'.repeat(32) })
    render(WhoIsHere)
    await fireEvent.click(screen.getByRole('radio', { name: /Sam/ }))
    await vi.waitFor(() => expect(host.calls.map(({ name }) => name)).toContain('people_switch'))
    off()
    expect(shut, 'an open reflection drops its words').toHaveBeenCalledTimes(1)
    expect(route.page, 'and the front is shown instead').toBe('drawer')
    route.back()
    expect(route.page, 'Back leads nowhere near it').toBe('tonight')
    const order = host.calls.map(({ name }) => name).filter((name) => name === 'drawer_lock' || name === 'people_switch')
    expect(order, 'the drawer is locked before anybody else is here').toEqual(['drawer_lock', 'people_switch'])
  })

  it('leaves_their_own_drawer_open', async () => {
    people.show({ a: { ...robin, drawer: 'locked' }, b: { ...sam, drawer: 'open' }, here: 'a', word: '', dayEnds: 4 })
    const host = table()
    render(WhoIsHere)
    await fireEvent.click(screen.getByRole('radio', { name: /Sam/ }))
    await vi.waitFor(() => expect(host.calls.map(({ name }) => name)).toContain('people_switch'))
    expect(host.calls.map(({ name }) => name)).not.toContain('drawer_lock')
  })

  it('does_not_hear_of_what_the_one_before_was_still_doing', async () => {
    people.show({ a: { ...robin, drawer: 'locked' }, b: sam, here: 'a', word: '', dayEnds: 4 })
    let answer = (): void => undefined
    const late = new Promise<void>((resolve) => (answer = resolve))
    const host = table()
    const handing = act(() => late.then(() => ({ value: {}, changed: { stale: [], undo: { key: 'handSlip', args: {} } } })))
    render(WhoIsHere)
    await fireEvent.click(screen.getByRole('radio', { name: /Sam/ }))
    await vi.waitFor(() => expect(host.calls.map(({ name }) => name)).toContain('people_switch'))
    answer()
    await handing
    expect(toasts.now, 'it is not theirs to take back').toBeUndefined()
  })
})
