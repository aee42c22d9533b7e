import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, it } from 'vitest'
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
