import { fireEvent, render, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fakeHost } from '../host/fake'
import { both } from '../host/two-people'
import { deedsAreDone } from './act'
import App from './App.svelte'
import { people } from './people.svelte'
import { route } from './route.svelte'
import { sitting } from './sitting.svelte'
import { toasts } from './toasts.svelte'

const changed = { stale: [], undo: null }
beforeEach(() => {
  people.show(both)
  sitting.hasTable = true
  route.place = { page: 'us' }
})
afterEach(() => {
  toasts.clear()
  sitting.hasTable = false
})

it('the key that puts back says nothing where nothing was taken back, and puts back what was', async () => {
  const host = fakeHost({
    us_view: () => ({ today: '2026-11-23', lines: [], slips: [], older: false }),
    redo: () => ({ value: null, changed }),
  })
  const { findByRole } = render(App)
  const field = await findByRole('textbox')
  const pressed = async (): Promise<void> => {
    const before = host.calls.filter(({ name }) => name === 'redo').length
    await fireEvent.keyDown(field, { key: 'Z', ctrlKey: true, shiftKey: true })
    await waitFor(() => expect(host.calls.filter(({ name }) => name === 'redo')).toHaveLength(before + 1))
    await deedsAreDone()
  }
  toasts.clear()
  await pressed()
  expect(toasts.now, 'nothing was taken back, so nothing else can have been done since').toBeUndefined()
  const what = { key: 'renamePerson', args: {} }
  host.answer('redo', () => ({ value: { what, takenBack: 'whole', redo: false }, changed: { stale: [], undo: what } }))
  await pressed()
  expect(toasts.now?.text).toBe('Name changed.')
})
