import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { HostError } from '../host'
import { fakeHost } from '../host/fake'
import { t } from '../i18n'
import { clearScreen } from './lock'
import Refused from './Refused.svelte'
import { sitting } from './sitting.svelte'
import { toasts } from './toasts.svelte'

beforeEach(() => void fakeHost())
afterEach(() => {
  sitting.trouble = undefined
  sitting.folder = ''
  toasts.clear()
})

it('a_folder_that_cannot_be_used_is_named_and_nothing_is_said_of_what_it_may_not_hold', () => {
  sitting.folder = '/media/stick'
  for (const code of ['readOnly', 'full', 'folder'] as const) {
    sitting.trouble = new HostError(code)
    const { unmount } = render(Refused)
    expect(screen.getByText('/media/stick'), code).toBeTruthy()
    expect(screen.getByText(t(`refused.${code}.lead`)).textContent).toMatch(/^Nothing was changed/u)
    unmount()
  }
})

it('a_key_that_is_lost_is_not_looked_for_in_a_folder', () => {
  sitting.folder = '/media/stick'
  sitting.trouble = new HostError('keyLost')
  render(Refused)
  expect(screen.queryByText('/media/stick')).toBeNull()
})

it('a_table_that_is_missing_offers_its_newest_backup_and_asks_before_another_is_set', async () => {
  const made = { place: '/home/robin/n/table.db', backup: '/media/stick/Nightstand 1', made: '2026-11-23T21:30' }
  const host = fakeHost({
    table_missing: () => made,
    backup_restore: () => Promise.reject(new HostError('full')),
    table_leave: () => Promise.reject(new HostError('busy')),
  })
  sitting.trouble = new HostError('missing')
  render(Refused)
  expect(await screen.findByText(made.place)).toBeTruthy()
  const ways = screen.getAllByRole('button').map(({ textContent }) => textContent.trim())
  expect(ways.slice(1), 'the mildest first').toEqual([t('app.tryAgain'), t('refused.missingAnew')])
  expect(screen.getByText(t('refused.missingSince')), 'what the backup lacks').toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: /^Bring it back as it was on .*November/u }))
  expect(host.calls.find(({ name }) => name === 'backup_restore')?.args).toEqual({ path: made.backup })
  await vi.waitFor(() => expect(toasts.now).toBeDefined())
  await fireEvent.click(screen.getByRole('button', { name: t('refused.missingAnew') }))
  expect(host.calls.map(({ name }) => name), 'asked first').not.toContain('table_leave')
  await fireEvent.click(screen.getByRole('button', { name: t('refused.anew.go') }))
  expect(host.calls.map(({ name }) => name)).toContain('table_leave')
})

it('what_opens_the_table_is_taken_off_the_screen_by_the_key_that_locks_and_by_quiet_minutes', async () => {
  vi.useFakeTimers()
  const host = fakeHost({ drawer_active: () => Promise.reject(new HostError('keyLost')) })
  sitting.trouble = new HostError('keyLost')
  const { unmount } = render(Refused)
  const passphrase = screen.getByLabelText<HTMLInputElement>(t('refused.passphrase'))
  await fireEvent.input(passphrase, { target: { value: 'kettle orchard tram' } })
  clearScreen()
  await vi.advanceTimersByTimeAsync(0)
  expect(passphrase.value).toBe('')
  await fireEvent.click(screen.getByRole('button', { name: t('refused.useWords') }))
  const words = screen.getByLabelText<HTMLTextAreaElement>(t('refused.words'))
  await fireEvent.input(words, { target: { value: 'apple brick cloud' } })
  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(words.value, 'a moment to look at the sheet').toBe('apple brick cloud')
  await fireEvent.keyDown(words, { key: 'd' })
  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(words.value, 'somebody is here').toBe('apple brick cloud')
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  expect(words.value, 'nobody is').toBe('')
  expect(host.calls.map(({ name }) => name), 'there is no drawer to lock').not.toContain('drawer_lock')
  expect(toasts.now).toBeUndefined()
  unmount()
  vi.useRealTimers()
})
