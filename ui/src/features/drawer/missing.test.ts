import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import type { Person } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import Missing from './Missing.svelte'

const person: Person = { ...both.a, drawer: 'missing' }
const missing = { place: '/home/robin/n/drawer-a.db', backup: '/media/stick/Nightstand 1', made: '2026-11-23T21:30' }

it('a_drawer_whose_file_is_missing_offers_its_newest_backup_and_says_where_it_was', async () => {
  const host = fakeHost({ drawer_missing: () => missing, drawer_bring_back: () => ({ value: {}, changed: { stale: [], undo: null } }) })
  render(Missing, { person })
  expect(await screen.findByText(missing.place)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: /^Bring it back as it was on .*November/u }))
  expect(host.calls.map(({ name }) => name)).toContain('drawer_bring_back')
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
