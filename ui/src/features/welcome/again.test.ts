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
