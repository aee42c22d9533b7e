import { render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import { sitting } from '../../app/sitting.svelte'
import type { SettingsView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import Reminders from './Reminders.svelte'

const start = { hasTable: true, ownTable: false, passphrase: null, page: null, file: null, version: '0.1.0', folder: '' }

describe('starting with the computer', () => {
  afterEach(() => sitting.begin({ ...start, sample: false }))

  const shown = async (sample: boolean): Promise<boolean> => {
    sitting.begin({ ...start, sample })
    fakeHost({
      settings_view: () => ({ autostart: 'off' }) as SettingsView,
      reminders_view: () => ({ desktop: null, paused: null }),
    })
    render(Reminders)
    await screen.findByText('Pause all reminders')
    return screen.queryByRole('switch', { name: 'Start with the computer' }) !== null
  }

  it('is a switch of one’s own table', async () => {
    expect(await shown(false)).toBe(true)
  })

  it('is not offered in a sample evening, which is gone by then', async () => {
    expect(await shown(true)).toBe(false)
  })
})
