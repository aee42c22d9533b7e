import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { act } from '../../app/act'
import { toasts } from '../../app/toasts.svelte'
import { HostError } from '../../host'
import type { JournalLook, Person } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import BringIn from './BringIn.svelte'
import TakeOut from './TakeOut.svelte'

const person: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' }
const looked: JournalLook = {
  program: 'jrnl',
  pages: 1_240,
  here: 12,
  differ: 0,
  first: '2019-03-01',
  last: '2026-01-01',
  notes: [{ what: 'pictures', count: 3 }],
}
const onClose = (): undefined => undefined

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => void vi.useRealTimers())

async function typePlace(label: string): Promise<void> {
  await fireEvent.input(screen.getByLabelText(label), { target: { value: '/home/robin/journal.txt' } })
}

async function press(name: string): Promise<void> {
  await fireEvent.click(await screen.findByRole('button', { name }))
}

test('what is in a journal is said before any of it comes in', async () => {
  const host = fakeHost({ journal_look: () => looked, journal_let_go: () => ({}) })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  expect(await screen.findByText('1240 pages from jrnl')).toBeTruthy()
  expect(screen.getByText('12 of them are in the drawer already and stay as they are.')).toBeTruthy()
  expect(screen.getByText(/^3 pictures aren’t there/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Bring in 1228 pages' }), 'only what is new').toBeTruthy()
  expect(host.calls.some(({ name }) => name === 'journal_bring'), 'nothing came in unasked').toBe(false)
  cleanup()
  await waitFor(() => expect(host.calls.at(-1)?.name, 'what was read goes with the sheet').toBe('journal_let_go'))
})

test('pages that differ from what is here are told, and come in beside it unless they are left out', async () => {
  const host = fakeHost({
    journal_look: () => ({ ...looked, pages: 15, here: 12, differ: 2 }),
    journal_let_go: () => ({}),
    journal_bring: () => ({ value: { pages: 1, picturesLeft: 0, stopped: false }, changed: { stale: ['drawer'], undo: null } }),
  })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  expect(await screen.findByText('2 of them have other words than the same pages here.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Bring in 3 pages' })).toBeTruthy()
  await fireEvent.click(screen.getByRole('checkbox'))
  await press('Bring in one page')
  const asked = host.calls.find(({ name }) => name === 'journal_bring')?.args
  expect(asked).toEqual({ person: person.id, differing: false })
})

test('what only differs is never said to be here', async () => {
  fakeHost({ journal_look: () => ({ ...looked, pages: 2, here: 0, differ: 2 }), journal_let_go: () => ({}) })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  await fireEvent.click(await screen.findByRole('checkbox'))
  expect(screen.queryByText(/in the drawer already/u)).toBeNull()
})

test('a locked journal asks for its own password, and keeps it nowhere', async () => {
  let tries = 0
  const host = fakeHost({
    journal_look: () => {
      tries++
      if (tries === 1) throw new HostError('invalid', 'journal', 'locked')
      if (tries === 2) throw new HostError('invalid', 'journal', 'wrongPassword')
      return looked
    },
    journal_let_go: () => ({}),
  })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  const field: HTMLInputElement = await screen.findByLabelText('The password of that journal')
  await waitFor(() => expect(document.activeElement, 'and not the place, where everybody could read it').toBe(field))
  const button: HTMLButtonElement = screen.getByRole('button', { name: 'See what’s in it' })
  expect([button.type, button.form], 'Enter presses it from either field').toEqual(['submit', field.form])
  await fireEvent.input(field, { target: { value: 'not this' } })
  await press('See what’s in it')
  expect((await screen.findByRole('alert')).textContent).toContain('isn’t its password')
  await waitFor(() => expect(document.activeElement, 'what is typed next is hidden').toBe(field))
  expect(field.value, 'one letter is easier to mend than a sentence').toBe('not this')
  await fireEvent.input(field, { target: { value: 'lamp and kettle' } })
  await press('See what’s in it')
  expect(await screen.findByText('1240 pages from jrnl')).toBeTruthy()
  expect(screen.queryByLabelText('The password of that journal')).toBeNull()
  const asked = host.calls.filter(({ name }) => name === 'journal_look').map(({ args }) => (args as { password: string }).password)
  expect(asked).toEqual([null, 'not this', 'lamp and kettle'])
})

test('bringing in tells how far it has come, can be stopped, and says what is in', async () => {
  let end: (() => void) | undefined
  const host = fakeHost({
    journal_look: () => looked,
    journal_let_go: () => ({}),
    journal_bring: () =>
      new Promise((done) => {
        end = () => done({ value: { pages: 500, picturesLeft: 2, stopped: true }, changed: { stale: ['drawer'], undo: null } })
      }),
    work_done: () => ({ pages: 500 }),
    work_stop: () => ({}),
  })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  await press('Bring in 1228 pages')
  await vi.advanceTimersByTimeAsync(300)
  expect(await screen.findByText('500 of 1,228 are in.')).toBeTruthy()
  await press('Stop here')
  expect(host.calls.some(({ name }) => name === 'work_stop')).toBe(true)
  end?.()
  expect(await screen.findByText(/^Stopped\. 500 pages are in the drawer/)).toBeTruthy()
  expect(screen.getByText(/^2 pictures could not be drawn/u)).toBeTruthy()
})

test('Undo stands on the sheet for as long as it would take the pages out, and the sheet says when they are', async () => {
  const step = { key: 'importPages', args: { count: '2' } }
  const host = fakeHost({
    journal_look: () => ({ ...looked, pages: 2, here: 0 }),
    journal_let_go: () => ({}),
    journal_bring: () => ({ value: { pages: 2, picturesLeft: 0, stopped: false }, changed: { stale: [], undo: step } }),
    undo: () => ({ value: { what: step, takenBack: 'whole', redo: false }, changed: { stale: [], undo: null } }),
  })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  await press('Bring in 2 pages')
  expect(await screen.findByText(/Undo or Ctrl\+Z takes all of them out again/u)).toBeTruthy()
  await act(() => Promise.resolve({ value: null, changed: { stale: [], undo: { key: 'putAwayPage', args: {} } } }), { quiet: true })
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' }), 'it would take back something else').toBeNull())
  await press('Bring in something else')

  await typePlace('Where it lies')
  await press('See what’s in it')
  await press('Bring in 2 pages')
  await press('Undo')
  expect(await screen.findByText('The pages are out again.')).toBeTruthy()
  expect(screen.queryByText('2 pages are in the drawer.')).toBeNull()
  expect(toasts.now, 'it is said once').toBeUndefined()
  expect(host.calls.filter(({ name }) => name === 'undo')).toHaveLength(1)
})

test('"Bring in something else" begins at the first field again, and what stood there is gone', async () => {
  fakeHost({
    journal_look: () => ({ ...looked, pages: 2, here: 0 }),
    journal_let_go: () => ({}),
    journal_bring: () => ({ value: { pages: 2, picturesLeft: 0, stopped: false }, changed: { stale: [], undo: null } }),
  })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  await press('Bring in 2 pages')
  await press('Bring in something else')
  const field = await screen.findByLabelText<HTMLInputElement>('Where it lies')
  await waitFor(() => expect(document.activeElement, 'the button is gone, and the keys are not left nowhere').toBe(field))
  expect(field.value).toBe('')
})

test('of one page everything is said as of one', async () => {
  const step = { key: 'importPages', args: { count: '1' } }
  fakeHost({
    journal_look: () => ({ ...looked, pages: 1, here: 0 }),
    journal_let_go: () => ({}),
    journal_bring: () => ({ value: { pages: 1, picturesLeft: 0, stopped: false }, changed: { stale: [], undo: step } }),
  })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  await press('Bring in one page')
  expect(await screen.findByText(/^It stands among your pages by its own date\./u)).toBeTruthy()
  expect(toasts.now?.text).toBe('The page is in the drawer.')
  expect(toasts.now?.offer?.inFull).toBe('Take the page that was brought in out again')
  cleanup()
  fakeHost({ journal_look: () => ({ ...looked, pages: 1, here: 1 }), journal_let_go: () => ({}) })
  render(BringIn, { person, onClose })
  await typePlace('Where it lies')
  await press('See what’s in it')
  expect(await screen.findByText(/^It is in the drawer already\./u)).toBeTruthy()
})

test('a place where nothing lies is said beside the field', async () => {
  fakeHost({
    journal_look: () => {
      throw new HostError('invalid', 'journal', 'gone')
    },
    journal_let_go: () => ({}),
  })
  render(BringIn, { person, onClose })
  await press('See what’s in it')
  expect((await screen.findByRole('alert')).textContent).toContain('A place is still missing')
  await typePlace('Where it lies')
  await press('See what’s in it')
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Nothing lies there'))
})

test('a copy says that nothing seals it before it is taken, and where it lies after', async () => {
  const host = fakeHost({
    copy_place: ({ form }) => ({ path: `/home/robin/${form}` }),
    copy_take: () => ({ path: '/home/robin/html.html', pages: 3, lost: 1 }),
  })
  render(TakeOut, { person, onClose })
  expect(screen.getByText('The copy is not sealed')).toBeTruthy()
  await press('Take the copy').catch(() => undefined)
  cleanup()
  render(TakeOut, { person, onClose })
  await fireEvent.click(screen.getByRole('radio', { name: 'For printing' }))
  const field: HTMLInputElement = screen.getByLabelText('Where it goes')
  await waitFor(() => expect(field.value, 'another form lies elsewhere').toBe('/home/robin/html'))
  await press('Take the copy')
  expect(await screen.findByText(/^3 pages lie in .*html\.html.*A picture on them could not be read whole/su)).toBeTruthy()
  const asked = host.calls.filter(({ name }) => name === 'copy_take').at(-1)?.args
  expect(asked).toMatchObject({ form: 'html', language: 'en', title: 'Pages', reflections: { felt: 'What I felt' } })
  cleanup()
  render(TakeOut, { person, onClose })
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Reflections, too' }))
  await press('Take the copy')
  await waitFor(() => expect(host.calls.filter(({ name }) => name === 'copy_take').at(-1)?.args).toMatchObject({ reflections: null }))
})

test('a place that was typed stays when another form is chosen', async () => {
  fakeHost({ copy_place: ({ form }) => ({ path: `/home/robin/${form}` }) })
  render(TakeOut, { person, onClose })
  const field: HTMLInputElement = screen.getByLabelText('Where it goes')
  await waitFor(() => expect(field.value).toBe('/home/robin/markdown'))
  await fireEvent.input(field, { target: { value: '/media/stick/mine' } })
  await fireEvent.click(screen.getByRole('radio', { name: 'jrnl' }))
  await vi.advanceTimersByTimeAsync(50)
  expect(field.value).toBe('/media/stick/mine')
})
