import { EditorView } from '@codemirror/view'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { flushAll, someWait } from '../../app/autosave.svelte'
import { lockDrawer } from '../../app/lock'
import { HostError } from '../../host'
import type { PageId, Person } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { t } from '../../i18n'
import PageSheet from './PageSheet.svelte'

// The core takes titles of 2,000 bytes. One that is longer must not keep the page back, nor be lost.
const person: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' }
const bytes = (text: string): number => new TextEncoder().encode(text).length
let lying: { title: string; body: string }
let page: PageId
let pages = 0
let host: FakeHost

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  page = String(++pages).padStart(32, '0') as PageId
  lying = { title: 'The plates', body: 'Not the food.' }
  host = fakeHost({
    page_view: () => ({ id: page, written: '2026-11-20T07:50', ...lying, draft: false }),
    page_keep: ({ title, body }) => {
      if (bytes(title) > 2_000) throw new HostError('invalid', 'title', 'long')
      lying = { title, body }
      return { lies: true, begun: false }
    },
    page_links: () => ({ to: [], from: [] }),
    drawer_lock: () => ({ value: {}, changed: { stale: [], undo: null } }),
    people_view: () => ({ a: person, b: null, here: 'a', word: '', dayEnds: 4 }),
  })
})
afterEach(async () => {
  cleanup()
  await flushAll()
  vi.useRealTimers()
})

async function open(): Promise<HTMLTextAreaElement> {
  const none = (): undefined => undefined
  render(PageSheet, {
    person, page, fresh: false, query: '', outside: false,
    onBegun: none, onLive: none, onClose: none, onPutAway: async () => undefined, onThrowAway: async () => true, onDone: none,
    onAnew: none, onUnderneath: none, onTake: none, onBegin: none, onOutside: none, onInside: none,
  })
  return await screen.findByLabelText<HTMLTextAreaElement>('Title')
}
/** Types the way an input method does, which is not cut short while it lasts. */
async function compose(field: HTMLTextAreaElement, text: string): Promise<void> {
  field.value = text
  await fireEvent(field, new InputEvent('input', { bubbles: true, isComposing: true }))
}
function write(words: string): void {
  const text = EditorView.findFromDOM(screen.getByLabelText('Page text'))!
  text.dispatch({ changes: { from: 0, to: text.state.doc.length, insert: words }, userEvent: 'input.type' })
}

test('a title takes as many bytes as the drawer does, whole letters, and what stayed out is said beside it', async () => {
  const field = await open()
  const said = (): HTMLElement | null => screen.queryByText(t('drawer.page.titleFull'))
  await fireEvent.input(field, { target: { value: '盘'.repeat(700) } })
  expect(field.value, 'three bytes each').toBe('盘'.repeat(666))
  expect(said()?.id).toBe(field.getAttribute('aria-describedby'))
  await flushAll()
  expect(lying.title).toBe('盘'.repeat(666))
  await fireEvent.input(field, { target: { value: 'x'.repeat(2_500) } })
  expect(field.value).toHaveLength(2_000)
  await fireEvent.input(field, { target: { value: 'Plates' } })
  expect(said(), 'it fits again').toBeNull()
})

test('what an input method wrote is cut once it is done', async () => {
  const field = await open()
  await compose(field, '盘'.repeat(700))
  expect(field.value).toHaveLength(700)
  await fireEvent.compositionEnd(field)
  expect(field.value).toHaveLength(666)
  expect(screen.getByText(t('drawer.page.titleFull'))).toBeTruthy()
})

test('a title that is too long keeps nothing of the text back: that goes with the last one that fits', async () => {
  const field = await open()
  await fireEvent.input(field, { target: { value: 'The blue plates' } })
  await compose(field, '盘'.repeat(700))
  write('Not the food. The not knowing.')
  await flushAll()
  expect(lying).toEqual({ title: 'The blue plates', body: 'Not the food. The not knowing.' })
  expect(someWait(), 'the title is not said to be kept').toBe(true)
  expect(document.body.textContent).toContain(t('app.notYet.long'))
  await fireEvent.compositionEnd(field)
  await flushAll()
  expect(lying.title).toBe('盘'.repeat(666))
})

test('words that wait are shown where their page is opened again, and written from there', async () => {
  for (const leave of [() => Promise.resolve(cleanup()), lockDrawer]) {
    const long = '盘'.repeat(700)
    await compose(await open(), long)
    await leave()
    cleanup()
    const again = await open()
    await waitFor(() => expect(again.value, String(leave)).toBe(long))
    await fireEvent.input(again, { target: { value: 'Plates' } })
    write('The newest words.')
    await flushAll()
    expect(someWait(), 'nothing old waits beside them').toBe(false)
    expect(lying, String(leave)).toEqual({ title: 'Plates', body: 'The newest words.' })
    cleanup()
  }
})

test('what a full disk refused comes back into the hand too, and no older words come over newer ones', async () => {
  await open()
  const keep = host.calls.length
  let full = true
  host.answer('page_keep', ({ title, body }) => {
    if (full) throw new HostError('busy')
    lying = { title, body }
    return { lies: true, begun: false }
  })
  write('refused')
  await flushAll()
  cleanup()
  await open()
  await waitFor(() => expect(screen.getByLabelText('Page text').textContent).toBe('refused'))
  write('refused, and more')
  full = false
  await vi.advanceTimersByTimeAsync(6_000)
  expect(host.calls.length).toBeGreaterThan(keep)
  expect(lying.body).toBe('refused, and more')
  expect(someWait()).toBe(false)
})
