import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import type { BackupsView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import Backups from './Backups.svelte'

const none: BackupsView = {
  byItself: true,
  folder: '/media/stick',
  chosen: true,
  away: false,
  leftBeside: null,
  trouble: null,
  openElsewhere: true,
  backups: [],
}

it('backups_whose_folder_is_away_are_not_taken_for_none', async () => {
  fakeHost({ backups_view: () => ({ ...none, away: true }) })
  render(Backups)
  expect(await screen.findByText(/^That folder isn’t there now/u)).toBeTruthy()
  expect(screen.queryByText(t('settings.backups.none'))).toBeNull()
})

it('a_folder_that_is_there_and_empty_has_none_yet_and_the_earlier_ones_are_named', async () => {
  fakeHost({ backups_view: () => ({ ...none, leftBeside: '/home/robin/nightstand/backups' }) })
  render(Backups)
  expect(await screen.findByText(t('settings.backups.none'))).toBeTruthy()
  expect(screen.getByText('Earlier ones still lie in /home/robin/nightstand/backups.')).toBeTruthy()
})
