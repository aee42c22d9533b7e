import { flushSync, mount, unmount } from 'svelte'
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'
import { both } from '../host/two-people'
import { t } from '../i18n'
import { clearScreen } from './lock'
import { people } from './people.svelte'
import RecoverySheet from './RecoverySheet.svelte'

it('covers the words at the quick key, before there is anything to lock, until they are asked for again', () => {
  const words = ['lamp', 'oak', 'river']
  const sheet = mount(RecoverySheet, { target: document.body, props: { name: 'Robin', words, date: '2026-11-23' } })
  flushSync()
  const shows = (): boolean => words.every((word) => document.body.textContent.includes(word))
  expect(shows()).toBe(true)
  clearScreen()
  flushSync()
  expect(words.some((word) => document.body.textContent.includes(word)), 'nothing of them is left on the screen').toBe(false)
  const buttons = [...document.body.querySelectorAll('button')]
  expect(buttons.map((button) => button.textContent), 'nor can dots be printed').toEqual(['Show the words'])
  buttons[0]?.click()
  flushSync()
  expect(shows()).toBe(true)
  void unmount(sheet)
})

it('says once, before the words are printed, that a printer keeps what it is given', async () => {
  clearScreen()
  people.show(both)
  const print = vi.fn()
  vi.stubGlobal('print', print)
  render(RecoverySheet, { name: 'Robin', words: ['lamp', 'oak', 'river'], date: '2026-11-23' })
  const press = async (name: string): Promise<unknown> => fireEvent.click(await screen.findByRole('button', { name }))
  await press(t('welcome.key.print'))
  expect(screen.getByRole('dialog', { name: t('app.copies.printSheet') }).textContent).toContain(t('app.copies.print'))
  expect(print, 'nothing goes to the printer before it is said').not.toHaveBeenCalled()
  await press(t('app.copies.go'))
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1))
  await press(t('welcome.key.print'))
  expect(print, 'once').toHaveBeenCalledTimes(2)

  people.show({ ...both, here: 'b' })
  await press(t('welcome.key.print'))
  expect(print, 'whoever sits there next has not heard it').toHaveBeenCalledTimes(2)
  await press(t('app.copies.leave'))

  clearScreen()
  await press(t('welcome.key.uncover'))
  await press(t('welcome.key.print'))
  expect(print, 'whoever comes after a lock hears it, too').toHaveBeenCalledTimes(2)
  clearScreen()
  await waitFor(() => expect(screen.queryByRole('dialog', { name: t('app.copies.printSheet') }), 'and the lock takes it away').toBeNull())
  vi.unstubAllGlobals()
})
