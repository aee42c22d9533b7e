import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { HostError } from '../../host'
import type { Person } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import { route } from '../../app/route.svelte'
import Welcome from './Welcome.svelte'

const robin: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'notMade' }

it('a_first_run_whose_answer_never_arrived_goes_on_at_the_table_it_set', async () => {
  fakeHost({
    welcome_begin: () => {
      throw new HostError('taken')
    },
    people_view: () => ({ a: robin, b: null, here: 'a', word: '', dayEnds: 4 }),
    settings_view: () => ({ choices: { hours: 'system', locale: '' } }) as never,
  })
  render(Welcome)
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.door.solo') }))
  await fireEvent.click(await screen.findByRole('button', { name: t('welcome.solo.start') }))
  await fireEvent.input(await screen.findByLabelText(t('welcome.names.you')), { target: { value: 'Robin' } })
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
  await fireEvent.click(await screen.findByRole('button', { name: t('welcome.rituals.later') }))
  await fireEvent.click(await screen.findByRole('button', { name: t('welcome.drawer.later') }))
  await waitFor(() => expect(route.page).toBe('tonight'))
})

it('two_of_one_name_are_asked_for_a_nickname_before_they_go_on', async () => {
  const host = fakeHost({
    settings_view: () => ({ choices: { hours: 'system', locale: '' } }) as never,
    welcome_names: ({ a, b }) => {
      if (a.toLowerCase() === b.toLowerCase()) throw new HostError('invalid', 'name', 'same')
      return {}
    },
  })
  render(Welcome)
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.door.set') }))
  await fireEvent.input(await screen.findByLabelText(t('welcome.names.you')), { target: { value: 'Sam' } })
  const other = screen.getByLabelText(t('welcome.names.other'))
  await fireEvent.input(other, { target: { value: 'sam' } })
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
  expect(await screen.findByText(t('welcome.names.same'))).toBeTruthy()
  await waitFor(() => expect(document.activeElement).toBe(other))
  await fireEvent.input(other, { target: { value: 'Sammy' } })
  expect(screen.queryByText(t('welcome.names.same')), 'it is gone with what it was about').toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
  expect(await screen.findByRole('button', { name: t('welcome.rituals.later') })).toBeTruthy()
  expect(host.calls.some(({ name }) => name === 'welcome_begin'), 'nothing was written yet').toBe(false)
})

async function toTimes(): Promise<void> {
  render(Welcome)
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.door.solo') }))
  await fireEvent.click(await screen.findByRole('button', { name: t('welcome.solo.start') }))
  const name = await screen.findByLabelText(t('welcome.names.you'))
  await waitFor(() => expect(document.activeElement, 'a name is what is asked for').toBe(name))
  await fireEvent.input(name, { target: { value: 'Robin' } })
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
  await fireEvent.click(await screen.findByRole('checkbox', { name: new RegExp(t('rituals.starts.tenQuiet.title')) }))
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
  const title = await screen.findByRole('heading', { name: t('welcome.times.title') })
  await waitFor(() => expect(document.activeElement, 'a new step is announced by its title').toBe(title))
}

it('a_time_that_was_not_understood_is_asked_about_before_first_run_goes_on', async () => {
  fakeHost({ settings_view: () => ({ choices: { hours: 'system', locale: '' }, risk: null }) as never })
  await toTimes()
  const time = screen.getByRole('textbox')
  time.focus()
  await fireEvent.input(time, { target: { value: 'bedtime' } })
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
  await waitFor(() => expect(time.getAttribute('aria-invalid')).toBe('true'))
  expect(screen.getByRole('heading').textContent).toBe(t('welcome.times.title'))
  await waitFor(() => expect(document.activeElement).toBe(time))
  await fireEvent.input(time, { target: { value: '23:00' } })
  await fireEvent.blur(time)
  expect((await screen.findByRole('status')).textContent, 'and the quiet hours are said').toContain('falls into the quiet hours')
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
  const field = await screen.findByLabelText(t('welcome.drawer.passphrase'))
  await waitFor(() => expect(document.activeElement, 'the first thing to do is to type').toBe(field))
})

it('a_profile_in_a_synced_folder_is_said_before_the_table_is_set', async () => {
  const settings = { choices: { hours: 'system', locale: '' }, risk: { kind: 'synced', name: 'Dropbox' } }
  const host = fakeHost({ settings_view: () => settings as never })
  await toTimes()
  for (const day of screen.getAllByRole('button', { pressed: true })) if (day.classList.contains('day')) await fireEvent.click(day)
  expect((await screen.findByRole('status')).textContent, 'nothing is left out silently').toContain('No day chosen')
  await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
  expect(await screen.findByText(/carried about by Dropbox/)).toBeTruthy()
  expect(host.calls.some(({ name }) => name === 'welcome_begin')).toBe(false)
})
