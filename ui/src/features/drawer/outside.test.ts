import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { route } from '../../app/route.svelte'
import type { PageId, Person } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import Open from './Open.svelte'
import Outside from './Outside.svelte'
import OutsideStrip from './OutsideStrip.svelte'
import Prompt from './Prompt.svelte'
import { isOffered, minutesLeft, questionAt } from './outside'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('it may lie on a page for two weeks, three times a year', () => {
  expect(['2026-01-01', '2026-05-14', '2026-09-07'].every(isOffered)).toBe(true)
  expect(['2026-01-15', '2026-02-01', '2026-11-27', ''].some(isOffered)).toBe(false)
})

test('seven minutes, a third for each question, and never less than none', () => {
  expect([0, 1, 61_000, 419_000, 420_000, 999_000].map((now) => minutesLeft(0, now))).toEqual([7, 7, 6, 1, 0, 0])
  expect([0, 139_000, 141_000, 281_000, 999_000].map((now) => questionAt(0, now))).toEqual(['seen', 'seen', 'good', 'way', 'way'])
})

test('the clock says about how long it is, can be put away, and its end is said once', async () => {
  const onAway = vi.fn()
  render(OutsideStrip, { texts: ['Seven minutes from outside', ''], onAway })
  expect(screen.getByText('About seven minutes left')).toBeTruthy()
  expect(screen.getByText(/takes no side/u)).toBeTruthy()
  await vi.advanceTimersByTimeAsync(200_000)
  expect(screen.getByText('About four minutes left')).toBeTruthy()
  expect(screen.getByText(/What good/u), 'the next question comes by itself').toBeTruthy()
  expect(screen.getByRole('status').textContent).toBe('')
  await vi.advanceTimersByTimeAsync(220_000)
  expect(screen.getByRole('status').textContent).toContain('Seven minutes are over'.slice(1))
  await fireEvent.click(screen.getByRole('button', { name: 'Put the clock away' }))
  expect(screen.queryByText(/That was the time/u)).toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: 'Put the questions away' }))
  expect(onAway).toHaveBeenCalled()
})

test('where words of fear stand nothing is asked: a quiet line leads to the help page', async () => {
  const strip = render(OutsideStrip, { texts: ['Seven minutes from outside', 'We quarrelled about the plates.'], onAway: vi.fn() })
  expect(screen.getByText(/takes no side/u)).toBeTruthy()
  await strip.rerender({ texts: ['Seven minutes from outside', 'I was  Afraid of him.'] })
  await vi.advanceTimersByTimeAsync(400)
  expect(screen.queryByText(/takes no side/u)).toBeNull()
  expect(screen.queryByRole('button', { name: 'The next question' })).toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: 'Who to talk to' }))
  expect(route.page).toBe('help')
  await strip.rerender({ texts: ['Seven minutes from outside', ''] })
  await vi.advanceTimersByTimeAsync(400)
  expect(screen.getByText(/takes no side/u), 'what is taken back is not remembered').toBeTruthy()
  strip.unmount()
  render(OutsideStrip, { texts: ['he hits me', ''], onAway: vi.fn() })
  expect(screen.queryByText(/takes no side/u), 'not even for a moment').toBeNull()
})

test('it says what stands behind it, and is offered only where somebody chose that', async () => {
  let wanted = false
  const host = fakeHost({
    outside_wanted: () => wanted,
    outside_want: ({ on }) => {
      wanted = on
      return { value: {}, changed: { stale: [], undo: null } }
    },
  })
  const onOutside = vi.fn()
  const first = render(Prompt, { day: '2026-05-03', onTake: vi.fn(), onOutside })
  await vi.advanceTimersByTimeAsync(10)
  expect(screen.queryByText('Or seven minutes from outside'), 'nobody is asked who did not ask').toBeNull()
  first.unmount()
  const sheet = render(Outside, { onClose: vi.fn(), onBegin: vi.fn() })
  expect(screen.getByText('Tested in studies: Finkel and others, 2013, 120 couples')).toBeTruthy()
  await fireEvent.click(screen.getByRole('checkbox', { name: /three times a year/u }))
  expect(host.calls.at(-1)).toMatchObject({ name: 'outside_want', args: { on: true } })
  sheet.unmount()
  const second = render(Prompt, { day: '2026-05-03', onTake: vi.fn(), onOutside })
  await vi.advanceTimersByTimeAsync(10)
  await fireEvent.click(screen.getByText('Or seven minutes from outside'))
  expect(onOutside).toHaveBeenCalled()
  second.unmount()
  const asked = host.calls.length
  render(Prompt, { day: '2026-11-27', onTake: vi.fn(), onOutside })
  await vi.advanceTimersByTimeAsync(10)
  expect(screen.queryByText('Or seven minutes from outside')).toBeNull()
  expect(host.calls, 'on other days the drawer is not even asked').toHaveLength(asked)
})

test('where they are offered on a page, what stands behind them is said before they begin', async () => {
  const person: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' }
  const page = 'b'.repeat(32) as PageId
  route.place = { page: 'drawer', sheet: page }
  fakeHost({
    outside_wanted: () => true,
    pages_view: () => ({ sheets: [], next: null, total: 0, more: false, found: false, days: null, words: '' }),
    reflections_view: () => ({ reflections: [], threads: [] }),
    drawer_tags: () => [],
    drawer_on_this_day: () => [],
    page_view: () => ({ id: page, written: '2026-05-03T21:00', title: '', body: '', draft: false }),
    page_links: () => ({ to: [], from: [] }),
  })
  render(Open, { person })
  await vi.waitFor(() => expect(screen.queryByText('Or seven minutes from outside')).toBeTruthy())
  await fireEvent.click(screen.getByText('Or seven minutes from outside'))
  expect(screen.getByText(t('drawer.outside.label'))).toBeTruthy()
  expect(screen.getByText(t('drawer.outside.evidence'))).toBeTruthy()
  expect(screen.queryByText(/minutes left/u), 'no clock runs yet').toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: t('drawer.outside.begin') }))
  await vi.waitFor(() => expect(screen.queryByText('About seven minutes left')).toBeTruthy())
})
