import { flushSync, mount, unmount } from 'svelte'
import { expect, it } from 'vitest'
import { clearScreen } from './lock'
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
