import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { wordsFor } from '../../app/act'
import { lockDrawer } from '../../app/lock'
import { HostError } from '../../host'
import type { PageId, Person } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import Locked from './Locked.svelte'
import Make from './Make.svelte'
import PageSheet from './PageSheet.svelte'
import Recover from './Recover.svelte'

const person: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' }
const page = 'b'.repeat(32) as PageId
const changed = { stale: [], undo: null }

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => void vi.useRealTimers())

const passphrase = (): HTMLInputElement => screen.getByLabelText('Passphrase')

test('a wrong passphrase gets kind words, and what was typed stays', async () => {
  const onOpened = vi.fn(async () => undefined)
  fakeHost({
    drawer_unlock: () => {
      throw new HostError('wrongPassphrase')
    },
  })
  render(Locked, { person: { ...person, drawer: 'locked' }, onOpened, onRecover: () => undefined })
  await fireEvent.input(passphrase(), { target: { value: 'kettle orchard' } })
  await fireEvent.submit(passphrase().closest('form')!)
  const words = await screen.findByRole('alert')
  expect(words.textContent).toContain('still shut and nothing is lost')
  expect(passphrase().value, 'one letter is easier to mend than a sentence').toBe('kettle orchard')
  expect(document.activeElement).toBe(passphrase())
  expect(onOpened).not.toHaveBeenCalled()
})

test('the key is turned once, however often the button is pressed', async () => {
  const host = fakeHost({ drawer_unlock: () => new Promise(() => undefined) })
  render(Locked, { person: { ...person, drawer: 'locked' }, onOpened: async () => undefined, onRecover: () => undefined })
  await fireEvent.input(passphrase(), { target: { value: 'kettle orchard tram' } })
  const form = passphrase().closest('form')!
  await fireEvent.submit(form)
  await fireEvent.submit(form)
  expect(host.calls.filter(({ name }) => name === 'drawer_unlock')).toHaveLength(1)
  expect(screen.getByRole('button', { name: 'Turning the key…' })).toBeTruthy()
})

function sheet(): ReturnType<typeof fakeHost> {
  const host = fakeHost({
    page_view: () => ({ id: page, written: '2026-11-20T07:50', title: 'What the plates were about', body: 'Not the food.', draft: false }),
    page_keep: () => ({ page, begun: false }),
    drawer_lock: () => ({ value: {}, changed }),
    people_view: () => ({ a: person, b: null, here: 'a', word: '', dayEnds: 4 }),
  })
  const nothing = (): undefined => undefined
  render(PageSheet, {
    person,
    page,
    query: '',
    onBegun: nothing,
    onLive: nothing,
    onClose: nothing,
    onPutAway: nothing,
    onThrowAway: nothing,
    onUnderneath: nothing,
  })
  return host
}

test('every keystroke is kept within a second, for its own drawer', async () => {
  const host = sheet()
  const text = await screen.findByLabelText('Page text')
  await fireEvent.input(text, { target: { value: 'Not the food. The not knowing.' } })
  await vi.advanceTimersByTimeAsync(900)
  const kept = host.calls.findLast(({ name }) => name === 'page_keep')
  expect(kept?.args).toMatchObject({ person: person.id, page, body: 'Not the food. The not knowing.' })
})

test('locking writes first, then nothing of the page is on the screen', async () => {
  const host = sheet()
  const text = await screen.findByLabelText('Page text')
  await fireEvent.input(text, { target: { value: 'the last words' } })
  await lockDrawer()
  const order = host.calls.map(({ name }) => name).filter((name) => name === 'page_keep' || name === 'drawer_lock')
  expect(order).toEqual(['page_keep', 'drawer_lock'])
  await waitFor(() => expect(document.body.innerHTML).not.toContain('plates'))
  expect(document.querySelector('textarea'), 'not even in a field').toBeNull()
})

const trouble = ['damaged', 'newer', 'full', 'readOnly', 'busy'] as const

test.each(trouble)('a drawer that is %s is said to be so at its front', async (code) => {
  fakeHost({
    drawer_unlock: () => {
      throw new HostError(code)
    },
  })
  render(Locked, { person: { ...person, drawer: 'locked' }, onOpened: async () => undefined, onRecover: () => undefined })
  await fireEvent.input(passphrase(), { target: { value: 'kettle orchard' } })
  await fireEvent.submit(passphrase().closest('form')!)
  expect((await screen.findByRole('alert')).textContent).toContain(wordsFor(new HostError(code)))
})

test.each([...trouble, 'taken'])('a drawer that cannot be made because of %s says so', async (code) => {
  fakeHost({
    drawer_make: () => {
      throw new HostError(code)
    },
  })
  render(Make, { person: { ...person, drawer: 'notMade' }, onOpened: async () => undefined })
  for (const field of ['Passphrase', 'Once more']) {
    await fireEvent.input(screen.getByLabelText(field), { target: { value: 'kettle orchard tram' } })
  }
  await fireEvent.click(screen.getByRole('button', { name: 'Lock it' }))
  expect((await screen.findByRole('alert')).textContent).toContain(wordsFor(new HostError(code)))
})

test.each(trouble)('a recovery that meets %s says so, and does not blame the words', async (code) => {
  fakeHost({
    drawer_recover: () => {
      throw new HostError(code)
    },
  })
  await recover('apple '.repeat(12))
  expect((await screen.findByRole('alert')).textContent).toContain(wordsFor(new HostError(code)))
})

test('words copied from the sheet with their numbers reach the core as they are', async () => {
  const host = fakeHost({ drawer_recover: () => ({ value: {}, changed }) })
  const numbered = Array.from({ length: 12 }, (_, i) => `${i + 1}. apple`).join('\n')
  await recover(numbered)
  await waitFor(() => expect(host.calls.at(-1)?.args).toMatchObject({ person: person.id, words: numbered }))
})

test('nothing typed is said at once', async () => {
  const host = fakeHost()
  await recover('  ')
  expect((await screen.findByRole('alert')).textContent).toContain('Those aren’t the twelve words')
  expect(host.calls).toHaveLength(0)
})

/** Types words and a new passphrase, and asks to be let in. */
async function recover(words: string): Promise<void> {
  render(Recover, { person: { ...person, drawer: 'locked' }, onOpened: async () => undefined, onBack: () => undefined })
  const field = screen.getByLabelText('The twelve words')
  await fireEvent.input(field, { target: { value: words } })
  for (const label of ['A new passphrase', 'Once more']) {
    await fireEvent.input(screen.getByLabelText(label), { target: { value: 'kettle orchard tram' } })
  }
  await fireEvent.submit(field.closest('form')!)
}
