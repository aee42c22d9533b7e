import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, expect, it } from 'vitest'
import type { BackupsView } from '../../host/bindings'
import { clearScreen } from '../../app/lock'
import { toasts } from '../../app/toasts.svelte'
import { HostError } from '../../host'
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
  fakeHost({ table_copy_place: () => ({ path: '/home/robin/Nightstand table.json' }), backups_view: () => ({ ...none, away: true }) })
  render(Backups)
  expect(await screen.findByText(/^That folder isn’t there now/u)).toBeTruthy()
  expect(screen.queryByText(t('settings.backups.none'))).toBeNull()
})

it('a_folder_that_is_there_and_empty_has_none_yet_and_the_earlier_ones_are_named', async () => {
  fakeHost({ table_copy_place: () => ({ path: '/home/robin/Nightstand table.json' }), backups_view: () => ({ ...none, leftBeside: '/home/robin/nightstand/backups' }) })
  render(Backups)
  expect(await screen.findByText(t('settings.backups.none'))).toBeTruthy()
  expect(screen.getByText('Earlier ones still lie in /home/robin/nightstand/backups.')).toBeTruthy()
})

it('a backup is told by the clock that is read here', async () => {
  const row = { folder: '/media/stick/Nightstand 1', made: '2026-11-23T21:30', parts: [] }
  fakeHost({ table_copy_place: () => ({ path: '/home/robin/Nightstand table.json' }), backups_view: () => ({ ...none, backups: [row] }) })
  for (const [hours, told] of [['24', /, 21:30$/u], ['12', /, 9:30\sPM$/iu]] as const) {
    useFormats({ locale: 'en-US', hours })
    const { unmount } = render(Backups)
    expect(await screen.findByText(told), hours).toBeTruthy()
    unmount()
  }
})

it('what a backup has of a drawer leaves the screen with the lock, and does not come after it', async () => {
  const row = { folder: '/media/stick/Nightstand 1', made: '2026-11-23T21:30', parts: [] }
  const preview = { table: [], pictures: 0, lost: 0, locked: [], drawer: [{ reflection: false, title: 'The quarrel', preview: 'He said', beside: false }] }
  let arrive: () => void = () => undefined
  const host = fakeHost({ table_copy_place: () => ({ path: '/home/robin/Nightstand table.json' }), backups_view: () => ({ ...none, backups: [row] }), backup_preview: () => preview })
  render(Backups)
  const look = async (): Promise<boolean> => fireEvent.click(await screen.findByText(t('settings.backups.look')))
  await look()
  expect(await screen.findByText('The quarrel')).toBeTruthy()
  clearScreen()
  await waitFor(() => expect(screen.queryByText('The quarrel')).toBeNull())

  host.answer('backup_preview', () => new Promise((done) => (arrive = () => done(preview))))
  await look()
  clearScreen()
  arrive()
  await waitFor(() => expect(host.calls.at(-1)?.name).toBe('backups_view'))
  expect(screen.queryByText('The quarrel')).toBeNull()
})

it('what would come back onto the table is named by its sort, and counted', async () => {
  const row = { folder: '/media/stick/Nightstand 1', made: '2026-11-23T21:30', parts: [] }
  fakeHost({
    table_copy_place: () => ({ path: '/home/robin/Nightstand table.json' }),
    backups_view: () => ({ ...none, backups: [row] }),
    backup_preview: () => ({ table: ['book', 'ritual', 'book', 'other'], pictures: 0, locked: [], drawer: [] }),
  })
  render(Backups)
  await fireEvent.click(await screen.findByText(t('settings.backups.look')))
  const list = (await screen.findByText('2 books')).closest('ul')
  const named = [...(list?.querySelectorAll('li') ?? [])].map((item) => item.textContent)
  expect(named, 'nobody has to guess what it is').toEqual(['2 books', 'A ritual', 'Something else on the table'])
})

it('a damaged part is not one that nobody looked at', async () => {
  const row = { folder: '/media/stick/Nightstand 1', made: '2026-11-23T21:30', parts: [{ owner: null, checked: false, broken: true }] }
  fakeHost({ table_copy_place: () => ({ path: '/home/robin/Nightstand table.json' }), backups_view: () => ({ ...none, trouble: 'damaged', backups: [row] }), backup_make: () => row })
  render(Backups)
  expect(await screen.findByText(t('settings.backups.brokenPart'))).toBeTruthy()
  expect(screen.getByText(t('app.backupDamaged'))).toBeTruthy()
  await fireEvent.click(screen.getByText(t('settings.backups.make')))
  await waitFor(() => expect(toasts.now?.text).toBe(t('settings.backups.broken')))
})

it('care 3: the table can be taken away as an open file, and a place that is taken by something else is said', async () => {
  const host = fakeHost({
    table_copy_place: () => ({ path: '/home/robin/Nightstand table.json' }),
    backups_view: () => none,
    table_copy_save: () => {
      throw new HostError('invalid', 'place', 'notOurs')
    },
  })
  render(Backups)
  const button = await screen.findByText(t('settings.tableCopy.save'))
  await waitFor(() => expect(screen.getByDisplayValue('/home/robin/Nightstand table.json')).toBeTruthy())
  await fireEvent.click(button)
  expect(await screen.findByText(t('settings.tableCopy.wrong.notOurs'))).toBeTruthy()
  host.answer('table_copy_save', ({ path }) => ({ path }))
  await fireEvent.click(button)
  expect(await screen.findByText('It lies at /home/robin/Nightstand table.json.')).toBeTruthy()
})
