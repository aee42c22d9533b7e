import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, expect, it, vi } from 'vitest'
import { lockDrawer } from '../../app/lock'
import { people } from '../../app/people.svelte'
import { go } from '../../app/route.svelte'
import { HostError } from '../../host'
import type { Person, RecoverySheet } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { t } from '../../i18n'
import Drawer from './Drawer.svelte'

const robin: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'locked' }
const seated = { a: robin, b: null, here: 'a', word: '', dayEnds: 4 } as const
const sheet: RecoverySheet = { words: Array.from('abcdefghijkl', (letter) => letter.repeat(4)), ask: [3, 9] }
const changed = { stale: [], undo: null }

function host(renew: () => RecoverySheet | Promise<RecoverySheet>): FakeHost {
  return fakeHost({
    drawer_words_kept: () => true,
    drawer_renew_words: renew,
    drawer_active: () => ({ open: false, idleMinutes: 5, lockOnHide: false }),
    drawer_lock: () => ({ value: {}, changed }),
    people_view: () => seated,
  })
}

const passphrase = (): HTMLInputElement => screen.getByLabelText(t('settings.drawer.renewWith'))

async function askForASheet(): Promise<void> {
  render(Drawer)
  await fireEvent.input(passphrase(), { target: { value: 'kettle orchard tram' } })
  await fireEvent.click(screen.getByRole('button', { name: t('settings.drawer.renew') }))
}

beforeEach(() => {
  people.show(seated)
  go({ page: 'settings' })
})

it('the_quick_key_leaves_no_recovery_word_on_the_screen', async () => {
  host(() => sheet)
  await askForASheet()
  await screen.findByText('cccc')
  await lockDrawer()
  expect(screen.queryByText('cccc')).toBeNull()
  expect(passphrase().value).toBe('')
})

it('the_quick_key_leaves_no_passphrase_in_its_fields', async () => {
  host(() => sheet)
  render(Drawer)
  const fields = ['old', 'fresh', 'again'].map((one) => screen.getByLabelText<HTMLInputElement>(t(`settings.drawer.${one as 'old'}`)))
  for (const field of fields) await fireEvent.input(field, { target: { value: 'kettle orchard tram' } })
  await lockDrawer()
  expect(fields.map((field) => field.value)).toEqual(['', '', ''])
})

it('words_that_were_on_their_way_when_it_was_locked_never_appear', async () => {
  let arrive: (words: RecoverySheet) => void = () => undefined
  const calls = host(() => new Promise((done) => (arrive = done))).calls
  await askForASheet()
  await waitFor(() => expect(calls.some(({ name }) => name === 'drawer_renew_words')).toBe(true))
  await lockDrawer()
  arrive(sheet)
  await waitFor(() => expect(screen.getByRole('button', { name: t('settings.drawer.renew') }).ariaDisabled).toBeNull())
  expect(screen.queryByText('cccc')).toBeNull()
})

it('a_sheet_leaves_the_screen_when_nobody_was_here_for_the_quiet_minutes', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  host(() => sheet)
  await askForASheet()
  await screen.findByText('cccc')
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  await waitFor(() => expect(screen.queryByText('cccc')).toBeNull())
  vi.useRealTimers()
})

it('whoever was sent here to make a new sheet begins in its field, and its two words are asked where one can type', async () => {
  const scrolled = vi.fn()
  Element.prototype.scrollIntoView = scrolled
  go({ page: 'settings', part: 'drawer', at: 'recovery' })
  host(() => sheet)
  render(Drawer)
  await waitFor(() => expect(document.activeElement).toBe(passphrase()))
  await fireEvent.input(passphrase(), { target: { value: 'kettle orchard tram' } })
  await fireEvent.click(screen.getByRole('button', { name: t('settings.drawer.renew') }))
  await fireEvent.click(await screen.findByRole('button', { name: t('settings.drawer.done') }))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(t('app.askedWords.word', { n: 3 }))))
  expect(scrolled).toHaveBeenCalledOnce()
})

it('words that are not on the sheet are said to be wrong until one of them is changed, or they are sent again', async () => {
  const core = host(() => sheet)
  core.answer('drawer_confirm_words', () => Promise.reject(new HostError('invalid', 'words', 'mismatch')))
  await askForASheet()
  await fireEvent.click(await screen.findByRole('button', { name: t('settings.drawer.done') }))
  const first = await screen.findByLabelText(t('app.askedWords.word', { n: 3 }))
  const save = (): Promise<boolean> => fireEvent.click(screen.getByRole('button', { name: t('app.save') }))
  const refused = async (): Promise<void> => {
    await save()
    await screen.findByText(t('app.askedWords.wrong'))
    expect(first.ariaInvalid).toBe('true')
  }
  const nothingSaid = (): void => expect([screen.queryByText(t('app.askedWords.wrong')), first.ariaInvalid]).toEqual([null, null])
  await refused()
  await fireEvent.input(first, { target: { value: 'cccc' } })
  nothingSaid()
  await refused()
  core.answer('drawer_confirm_words', () => new Promise(() => undefined))
  await save()
  nothingSaid()
})
