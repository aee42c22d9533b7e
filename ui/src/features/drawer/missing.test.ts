import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { toasts } from '../../app/toasts.svelte'
import { HostError } from '../../host'
import type { Person } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import Locked from './Locked.svelte'
import Missing from './Missing.svelte'

const person: Person = { ...both.a, drawer: 'missing' }
const missing = { place: '/home/robin/n/drawer-a.db', backup: '/media/stick/Nightstand 1', made: '2026-11-23T21:30' }

beforeEach(() => toasts.clear())

it('a_drawer_whose_file_is_missing_offers_its_newest_backup_and_says_where_it_was', async () => {
  const host = fakeHost({ drawer_missing: () => missing, drawer_bring_back: () => ({ value: {}, changed: { stale: [], undo: null } }) })
  render(Missing, { person })
  expect(await screen.findByText(missing.place)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: /^Bring it back as it was on .*November/u }))
  expect(host.calls.map(({ name }) => name)).toContain('drawer_bring_back')
  await waitFor(() => expect(toasts.now?.text, 'what came back is said').toMatch(/^The drawer is back as it was on .*November/u))
  toasts.clear()
})

it('what a backup lacks is said before it is brought back', async () => {
  fakeHost({ drawer_missing: () => missing })
  render(Missing, { person })
  expect((await screen.findByText(t('drawer.missing.since'))).textContent).toContain('without what was written since')
  expect(screen.getByRole('button', { name: t('drawer.missing.look') }).classList.contains('primary')).toBe(false)
  cleanup()
  fakeHost({ drawer_missing: () => ({ ...missing, backup: null, made: null }) })
  render(Missing, { person })
  const look = await screen.findByRole('button', { name: t('drawer.missing.look') })
  expect(look.classList.contains('primary'), 'there is one first button either way').toBe(true)
  expect(screen.queryByText(t('drawer.missing.since'))).toBeNull()
})

it('a folder of backups that cannot be read takes no other way away', async () => {
  fakeHost({ drawer_missing: () => Promise.reject(new HostError('folder')) })
  render(Missing, { person })
  expect(await screen.findByRole('button', { name: t('drawer.missing.look') })).toBeTruthy()
  expect(screen.getByRole('button', { name: t('drawer.missing.anew') })).toBeTruthy()
})

it('a_damaged_drawer_is_offered_its_backup_until_it_came_back', async () => {
  const host = fakeHost({
    drawer_unlock: () => Promise.reject(new HostError('damaged')),
    drawer_missing: () => missing,
    drawer_bring_back: () => Promise.reject(new HostError('full')),
  })
  render(Locked, { person: { ...person, drawer: 'locked' }, onOpened: async () => undefined, onRecover: () => undefined })
  const field = screen.getByLabelText(t('drawer.passphrase'))
  await fireEvent.input(field, { target: { value: 'kettle orchard' } })
  await fireEvent.submit(field.closest('form')!)
  const offer = await screen.findByRole('button', { name: /^Bring it back/u })
  expect(screen.getByRole('alert').textContent, 'what stays where').toContain('lies in the damaged file alone')
  await fireEvent.click(offer)
  await waitFor(() => expect([toasts.now?.kind, offer.ariaDisabled]).toEqual(['wrong', null]))
  expect(screen.queryByRole('button', { name: /^Bring it back/u }), 'it can be tried again').toBeTruthy()
  host.answer('drawer_bring_back', () => ({ value: {}, changed: { stale: [], undo: null } }))
  await fireEvent.click(offer)
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(toasts.now?.text).toMatch(/^The drawer is back/u)
  expect(document.activeElement).toBe(field)
  toasts.clear()
})

it('another_drawer_is_begun_only_when_that_was_asked', async () => {
  const begun = { value: {}, changed: { stale: [], undo: null } }
  const host = fakeHost({ drawer_missing: () => ({ ...missing, backup: null, made: null }), drawer_begin_anew: () => begun })
  render(Missing, { person })
  expect(await screen.findByText(missing.place)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Bring/u }), 'there is no backup of it').toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: t('drawer.missing.anew') }))
  expect(host.calls.map(({ name }) => name)).not.toContain('drawer_begin_anew')
  await fireEvent.click(screen.getByRole('button', { name: t('drawer.missing.ask.go') }))
  expect(host.calls.map(({ name }) => name)).toContain('drawer_begin_anew')
})

it('looking_again_says_that_it_is_still_not_there', async () => {
  fakeHost({ drawer_missing: () => missing, people_view: () => ({ ...both, a: person }) })
  people.show({ ...both, a: person })
  render(Missing, { person })
  await fireEvent.click(await screen.findByRole('button', { name: t('drawer.missing.look') }))
  expect(await screen.findByText(t('drawer.missing.still'))).toBeTruthy()
})
