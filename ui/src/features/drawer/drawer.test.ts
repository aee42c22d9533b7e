import { EditorView } from '@codemirror/view'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { redo, undo, wordsFor } from '../../app/act'
import { flushAll, someWait } from '../../app/autosave.svelte'
import { brought } from '../../app/brought.svelte'
import { lockDrawer } from '../../app/lock'
import { followPeople, people } from '../../app/people.svelte'
import { toasts } from '../../app/toasts.svelte'
import { HostError } from '../../host'
import type { PageId, Person, PictureId, RecoverySheet } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import Drawer from './Drawer.svelte'
import type { Live } from './live'
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

test('a drawer that was locked while it opened says nothing of a wrong passphrase', async () => {
  fakeHost({
    drawer_unlock: () => {
      throw new HostError('drawerLocked')
    },
  })
  const onOpened = vi.fn(async () => undefined)
  render(Locked, { person: { ...person, drawer: 'locked' }, onOpened, onRecover: () => undefined })
  await fireEvent.input(passphrase(), { target: { value: 'kettle orchard tram' } })
  await fireEvent.submit(passphrase().closest('form')!)
  await screen.findByRole('button', { name: t('drawer.open') })
  expect(screen.queryByRole('alert'), 'it is shut because somebody asked for it').toBeNull()
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

function sheet(props: { fresh?: boolean; onThrowAway?: () => Promise<boolean>; onDone?: () => void; onLive?: (live: Live) => void } = {}): ReturnType<typeof fakeHost> {
  const host = fakeHost({
    page_view: () => ({ id: page, written: '2026-11-20T07:50', title: 'What the plates were about', body: 'Not the food.', draft: false }),
    page_keep: () => ({ lies: true, begun: false }),
    page_links: () => ({ to: [], from: [] }),
    drawer_lock: () => ({ value: {}, changed }),
    people_view: () => ({ a: person, b: null, here: 'a', word: '', dayEnds: 4 }),
  })
  const nothing = (): undefined => undefined
  render(PageSheet, {
    person,
    page,
    fresh: false,
    query: '',
    onBegun: nothing,
    onLive: nothing,
    onClose: nothing,
    onPutAway: async () => undefined,
    onThrowAway: async () => true,
    onDone: nothing,
    onAnew: nothing,
    onUnderneath: nothing,
    onTake: nothing,
    onBegin: nothing,
    outside: false,
    onOutside: nothing,
    onInside: nothing,
    ...props,
  })
  return host
}

/** Types `words` over what stands on the page. */
function write(field: HTMLElement, words: string): void {
  const page = EditorView.findFromDOM(field)!
  page.dispatch({ changes: { from: 0, to: page.state.doc.length, insert: words }, userEvent: 'input.type' })
}

test('every keystroke is kept within a second, for its own drawer', async () => {
  const host = sheet()
  const text = await screen.findByLabelText('Page text')
  write(text, 'Not the food. The not knowing.')
  await vi.advanceTimersByTimeAsync(900)
  const kept = host.calls.findLast(({ name }) => name === 'page_keep')
  expect(kept?.args).toMatchObject({ person: person.id, page, body: 'Not the food. The not knowing.' })
})

/** The page as the core has it from now on, and what one's own Undo and the way forth answer. */
function takenBackTo(host: ReturnType<typeof fakeHost>, body: string): void {
  const done = { value: { what: { key: 'putAwayPage', args: {} }, takenBack: 'whole' as const, redo: true }, changed: { stale: ['drawer' as const], undo: null } }
  host.answer('undo', () => done)
  host.answer('redo', () => done)
  host.answer('page_view', () => ({ id: page, written: '2026-11-20T07:50', title: 'The plates', body, draft: false }))
}

test('a page that is taken back, or put back again, under the hand is shown as it is, and written on from there', async () => {
  const onLive = vi.fn()
  const host = sheet({ onLive })
  write(await screen.findByLabelText('Page text'), 'Something else.')
  await flushAll()
  for (const [body, deed] of [['Not the food.', undo], ['Something else.', redo]] as const) {
    takenBackTo(host, body)
    await deed()
    await waitFor(() => expect(screen.getByLabelText('Page text').textContent).toBe(body))
    expect(onLive, 'the list, too').toHaveBeenLastCalledWith({ id: page, title: 'The plates', body })
  }
  const title: HTMLTextAreaElement = screen.getByLabelText('Title')
  expect(title.value).toBe('The plates')
  await fireEvent.keyDown(title, { key: 'Enter' })
  expect(document.activeElement, 'it is the page in hand').toBe(screen.getByLabelText('Page text'))
  await fireEvent.input(title, { target: { value: 'Plates' } })
  await flushAll()
  expect(host.calls.findLast(({ name }) => name === 'page_keep')?.args, 'no older words come over it').toMatchObject({ title: 'Plates', body: 'Something else.' })
})

test('words that are newer than what was taken back stand, and are kept', async () => {
  const host = sheet()
  write(await screen.findByLabelText('Page text'), 'the last words')
  takenBackTo(host, 'Not the food.')
  await undo()
  await waitFor(() => expect(host.calls.filter(({ name }) => name === 'page_view')).toHaveLength(2))
  await flushAll()
  expect(screen.getByLabelText('Page text').textContent).toBe('the last words')
  expect(host.calls.findLast(({ name }) => name === 'page_keep')?.args).toMatchObject({ body: 'the last words' })
})

test('a page that is taken out of the drawer under the hand is put down', async () => {
  const onDone = vi.fn()
  const host = sheet({ onDone })
  await screen.findByLabelText('Page text')
  takenBackTo(host, '')
  host.answer('page_view', () => {
    throw new HostError('notFound')
  })
  await redo()
  await waitFor(() => expect(onDone).toHaveBeenCalledExactlyOnceWith(page))
})

test('Escape leads from the earlier versions back to the page, where one looked back from', async () => {
  const host = sheet()
  host.answer('page_earlier', () => ({ versions: [{ day: '2026-11-19', title: '', body: 'the first' }] }))
  await fireEvent.click(await screen.findByRole('button', { name: t('drawer.earlier.open') }))
  const version = await screen.findByRole('radio')
  await fireEvent.keyDown(version, { key: 'Escape' })
  expect(await screen.findByLabelText('Page text')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: t('drawer.earlier.open') }))
})

test('locking writes first, then nothing of the page is on the screen', async () => {
  const host = sheet()
  const text = await screen.findByLabelText('Page text')
  write(text, 'the last words')
  await lockDrawer()
  const order = host.calls.map(({ name }) => name).filter((name) => name === 'page_keep' || name === 'drawer_lock')
  expect(order).toEqual(['page_keep', 'drawer_lock'])
  await waitFor(() => expect(document.body.innerHTML).not.toContain('plates'))
  expect(document.querySelector('textarea, [contenteditable]'), 'not even in a field').toBeNull()
})

test('a page that is begun is one page from its first letter on, also while nothing of it can be written', async () => {
  const host = sheet({ fresh: true })
  const kept = (): unknown[] => host.calls.filter(({ name }) => name === 'page_keep').map(({ args }) => args)
  host.answer('page_keep', () => {
    throw new HostError('full')
  })
  const text = await screen.findByLabelText('Page text')
  for (const body of ['The', 'The plates']) {
    write(text, body)
    await vi.advanceTimersByTimeAsync(2_500)
  }
  expect(kept().length).toBeGreaterThan(1)
  for (const args of kept()) expect(args).toMatchObject({ page })
  host.answer('page_keep', () => ({ lies: true, begun: true }))
  await flushAll()
})

test('what was thrown away is not written again, nor does any of it wait in the window', async () => {
  let gone = false
  const host = sheet({ onThrowAway: async () => (gone = true) })
  host.answer('page_keep', () => {
    throw new HostError('invalid', 'body', 'long')
  })
  write(await screen.findByLabelText('Page text'), 'more than fits')
  await fireEvent.click(screen.getByRole('button', { name: 'Throw it away' }))
  await waitFor(() => expect(gone).toBe(true))
  await waitFor(() => expect(someWait(), 'its words went with it').toBe(false))
  const tries = host.calls.filter(({ name }) => name === 'page_keep').length
  cleanup()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(host.calls.filter(({ name }) => name === 'page_keep')).toHaveLength(tries)
})

test('what could not be thrown away keeps its words', async () => {
  const host = sheet({ onThrowAway: async () => false })
  host.answer('page_keep', () => {
    throw new HostError('full')
  })
  write(await screen.findByLabelText('Page text'), 'the last words')
  await fireEvent.click(screen.getByRole('button', { name: 'Throw it away' }))
  await waitFor(() => expect(someWait()).toBe(true))
  host.answer('page_keep', () => ({ lies: true, begun: false }))
  await flushAll()
  expect(host.calls.findLast(({ name }) => name === 'page_keep')?.args).toMatchObject({ body: 'the last words' })
})

const picture = 'c'.repeat(32) as PictureId
/** Brings a picture to the page in hand; it comes when the answer is called. */
async function onItsWay(host: ReturnType<typeof fakeHost>): Promise<() => void> {
  const field = await screen.findByLabelText('Page text')
  const page = EditorView.findFromDOM(field)!
  page.dispatch({ selection: { anchor: page.state.doc.length } })
  let come = (): void => undefined
  host.answer('picture_bring', () => new Promise((done) => (come = () => done({ picture }))))
  brought.bring('/home/robin/jetty.png')
  await waitFor(() => expect(host.calls.at(-1)?.name).toBe('picture_bring'))
  return () => come()
}
const keptBody = (host: ReturnType<typeof fakeHost>): string | undefined =>
  (host.calls.findLast(({ name }) => name === 'page_keep')?.args as { body: string } | undefined)?.body

test('a picture that comes after its page was put down comes to the end of that page', async () => {
  const host = sheet()
  const come = await onItsWay(host)
  cleanup()
  come()
  await waitFor(() => expect(keptBody(host)).toBe(`Not the food.\n\n![](picture:${picture})\n`))
  expect(host.calls.findLast(({ name }) => name === 'page_keep')?.args).toMatchObject({ person: person.id, page, title: 'What the plates were about' })
  expect(toasts.now).toBeUndefined()
})

test('a page that was taken up again by then takes its picture where it lies', async () => {
  const come = await onItsWay(sheet())
  cleanup()
  const host = sheet()
  const field = await screen.findByLabelText('Page text')
  write(field, 'typed since')
  come()
  await waitFor(() => expect(EditorView.findFromDOM(field)?.state.doc.toString()).toContain(`typed since\n\n![](picture:${picture})`))
  await flushAll()
  expect(keptBody(host)).toContain('typed since')
})

test('a picture of a page that is not there any more, or of a drawer that was shut, is said not to have come in', async () => {
  const gone = sheet()
  const late = await onItsWay(gone)
  cleanup()
  gone.answer('page_view', () => {
    throw new HostError('notFound')
  })
  late()
  await waitFor(() => expect(toasts.now?.text).toContain('did not come in'))
  expect(keptBody(gone), 'it is not begun anew').toBeUndefined()
  const host = sheet()
  const come = await onItsWay(host)
  await lockDrawer()
  expect(toasts.now).toBeUndefined()
  come()
  await waitFor(() => expect(toasts.now?.text).toContain('did not come in'))
  expect(toasts.now?.text, 'no page is named').not.toContain('plates')
  expect(keptBody(host)).toBeUndefined()
  toasts.clear()
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

test('a drawer that is made begins in its field, and says once what makes a good passphrase', async () => {
  fakeHost({})
  render(Make, { person: { ...person, drawer: 'notMade' }, onOpened: async () => undefined })
  const field = screen.getByLabelText('Passphrase')
  expect(document.activeElement, 'the first thing to do is to type').toBe(field)
  await fireEvent.input(field, { target: { value: 'password' } })
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe(t('welcome.strength.found')))
  expect(document.body.textContent.match(/ordinary words/gu), 'beside the offer of four').toHaveLength(1)
  cleanup()
  fakeHost({ drawer_active: () => ({ open: false, idleMinutes: 5, lockOnHide: false }) })
  render(Recover, { person, onOpened: async () => undefined, onBack: () => undefined })
  expect(document.activeElement, 'as it is with the twelve words').toBe(screen.getByLabelText(t('drawer.recover.field')))
  await fireEvent.input(screen.getByLabelText(t('drawer.recover.fresh')), { target: { value: 'password' } })
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain(t('welcome.strength.better')))
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
  expect(host.calls.some(({ name }) => name === 'drawer_recover')).toBe(false)
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

const made: RecoverySheet = { words: Array.from('abcdefghijkl', (letter) => letter.repeat(4)), ask: [3, 9] }

async function makeOne(): Promise<void> {
  for (const field of ['Passphrase', 'Once more']) {
    await fireEvent.input(screen.getByLabelText(field), { target: { value: 'kettle orchard tram' } })
  }
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.drawer.lock') }))
}

test('a drawer that was just made is known to be locked, and its sheet stays until it is put away', async () => {
  const front = (drawer: Person['drawer']) => ({ a: { ...person, drawer }, b: null, here: 'a', word: '', dayEnds: 4 }) as const
  fakeHost({
    drawer_make: () => ({ value: made, changed: { stale: ['people', 'drawer'], undo: null } }),
    people_view: () => front('locked'),
    drawer_active: () => ({ open: false, idleMinutes: 5, lockOnHide: false }),
  })
  people.show(front('notMade'))
  const off = followPeople()
  render(Drawer)
  await makeOne()
  await screen.findByText(t('welcome.key.title'))
  await waitFor(() => expect(people.here.drawer, 'whoever leaves now finds its lock').toBe('locked'))
  expect(screen.getByText('cccc'), 'and the words are not pulled away').toBeTruthy()
  off()
})

test('a_new_sheet_leaves_the_screen_when_nobody_was_here_for_the_quiet_minutes', async () => {
  const front = (drawer: Person['drawer']) => ({ a: { ...person, drawer }, b: null, here: 'a', word: '', dayEnds: 4 }) as const
  fakeHost({
    drawer_make: () => ({ value: made, changed }),
    drawer_active: () => ({ open: false, idleMinutes: 5, lockOnHide: false }),
    drawer_lock: () => ({ value: {}, changed }),
    people_view: () => front('locked'),
  })
  people.show(front('notMade'))
  render(Drawer)
  await makeOne()
  await screen.findByText('cccc')
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  await waitFor(() => expect(screen.queryByText('cccc'), 'nor does it stand there for longer than the quiet minutes').toBeNull())
})

test('only words that were wrongly copied are said to be', async () => {
  fakeHost({
    drawer_make: () => ({ value: made, changed }),
    drawer_active: () => ({ open: false, idleMinutes: 5, lockOnHide: false }),
    drawer_confirm_words: () => {
      throw new HostError('invalid', 'words', 'notShown')
    },
  })
  render(Make, { person: { ...person, drawer: 'notMade' }, onOpened: async () => undefined })
  await makeOne()
  await fireEvent.click(await screen.findByRole('checkbox'))
  await fireEvent.click(screen.getByRole('button', { name: t('reflection.on') }))
  await fireEvent.click(await screen.findByRole('button', { name: t('drawer.make.done') }))
  expect((await screen.findByRole('alert')).textContent).toContain('a new sheet can be made in Settings')
})

test('the sheet of a drawer can be copied by hand, in large letters', async () => {
  fakeHost({
    drawer_make: () => ({ value: made, changed }),
    drawer_active: () => ({ open: false, idleMinutes: 5, lockOnHide: false }),
  })
  render(Make, { person: { ...person, drawer: 'notMade' }, onOpened: async () => undefined })
  await makeOne()
  await fireEvent.click(await screen.findByRole('button', { name: t('welcome.key.byHand') }))
  expect(screen.getByRole('button', { name: t('welcome.key.smaller'), pressed: true })).toBeTruthy()
  expect(screen.getByRole('list').classList.contains('large')).toBe(true)
})
