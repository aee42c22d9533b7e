import { render, screen } from '@testing-library/svelte'
import { afterEach, expect, it } from 'vitest'
import type { BackupsView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import { useFormats } from '../../i18n/format'
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

afterEach(() => useFormats({}))

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

it('a backup is told by the clock that is read here', async () => {
  const row = { folder: '/media/stick/Nightstand 1', made: '2026-11-23T21:30', parts: [] }
  fakeHost({ backups_view: () => ({ ...none, backups: [row] }) })
  for (const [hours, told] of [['24', /, 21:30$/u], ['12', /, 9:30\sPM$/iu]] as const) {
    useFormats({ locale: 'en-US', hours })
    const { unmount } = render(Backups)
    expect(await screen.findByText(told), hours).toBeTruthy()
    unmount()
  }
})
