import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, it, vi } from 'vitest'
import { fakeHost } from '../host/fake'
import { t } from '../i18n'
import App from './App.svelte'
import { defaults, look } from './appearance.svelte'
import { route } from './route.svelte'
import { sitting } from './sitting.svelte'

afterEach(() => look.show(defaults))

it('lists the keys that size text, and they size it while the list is open', async () => {
  const host = fakeHost({ settings_change: (choices) => choices })
  look.show({ ...defaults, textScale: 150 })
  sitting.hasTable = false
  route.place = { page: 'welcome' }
  render(App)
  await fireEvent.keyDown(window, { key: 'F1' })
  const list = await screen.findByRole('dialog', { name: t('app.keys.title') })
  for (const does of ['larger', 'smaller', 'usualSize'] as const) expect(list.textContent).toContain(t(`app.keys.does.${does}`))

  const pressed = async (key: string): Promise<number> => {
    await fireEvent.keyDown(window, { key, ctrlKey: true })
    return look.chosen.textScale
  }
  expect([await pressed('+'), await pressed('-'), await pressed('-'), await pressed('0')]).toEqual([160, 150, 140, 100])
  expect(host.calls.filter(({ name }) => name === 'settings_change')).toHaveLength(4)
})

it('opens at its top, however far down the way out lies, and names every key', async () => {
  fakeHost()
  sitting.hasTable = false
  route.place = { page: 'welcome' }
  const show = vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(function (this: HTMLDialogElement) {
    this.open = true
    // As a browser does: the first button is in focus, and in sight.
    this.querySelector('button')?.focus()
    this.scrollTop = 500
  })
  render(App)
  await fireEvent.keyDown(window, { key: 'F1' })
  show.mockRestore()
  const list = await screen.findByRole('dialog', { name: t('app.keys.title') })
  expect([document.activeElement?.textContent, list.scrollTop]).toEqual([t('app.keys.title'), 0])
  expect([...list.querySelectorAll('kbd')].map((key) => key.textContent)).toContain('F6')
})

it('takes back what was typed in a field, and the last change where a field has nothing to take back', async () => {
  const host = fakeHost({ undo: () => ({ value: null, changed: { stale: [], undo: null } }) })
  const typed = ['a word']
  Object.assign(document, {
    queryCommandEnabled: () => typed.length > 0,
    execCommand: () => {
      typed.pop()
      field.value = ''
      return true
    },
  })
  sitting.hasTable = true
  route.place = { page: 'welcome' }
  render(App)
  const field = document.body.appendChild(document.createElement('textarea'))
  field.value = 'a word'
  field.focus()
  const undone = (): number => host.calls.filter(({ name }) => name === 'undo').length
  const press = (more: KeyboardEventInit = {}): Promise<boolean> => fireEvent.keyDown(field, { key: 'z', ctrlKey: true, ...more })
  expect([await press(), field.value, undone()], 'and no engine does it a second time').toEqual([false, '', 0])
  await press({ repeat: true })
  expect(undone(), 'held down, it stays in the field').toBe(0)
  await press()
  expect(undone()).toBe(1)
  field.remove()
  Reflect.deleteProperty(document, 'queryCommandEnabled')
  Reflect.deleteProperty(document, 'execCommand')
})
