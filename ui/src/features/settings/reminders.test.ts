import { render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import { look } from '../../app/appearance.svelte'
import { sitting } from '../../app/sitting.svelte'
import type { SettingsView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
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

describe('quiet hours', () => {
  const chosen = look.chosen
  afterEach(() => look.show(chosen))

  async function shown(quiet: { from: string; to: string } | null): Promise<HTMLElement> {
    fakeHost({
      settings_view: () => ({ autostart: 'off' }) as SettingsView,
      reminders_view: () => ({ desktop: null, paused: null }),
    })
    look.show({ ...chosen, quiet })
    render(Reminders)
    return screen.findByRole('switch', { name: t('settings.reminders.quiet') })
  }

  it('keep their switch beside their heading, and their times on a line below', async () => {
    const turn = await shown({ from: '22:30', to: '07:00' })
    const row = turn.closest('.setting')
    expect(row?.querySelector('.words')?.textContent).toContain(t('settings.reminders.quiet'))
    const parts = [...(row?.children ?? [])]
    const at = (held: Element): number => parts.findIndex((part) => part.contains(held))
    const fields = ['from', 'to'].map((which) => screen.getByLabelText(t(`settings.reminders.${which as 'from' | 'to'}`)))
    expect(fields.map(at), 'both within the row, behind the switch').toEqual([at(turn) + 1, at(turn) + 1])
    expect(at(turn), 'right behind the heading').toBe(1)
  })

  it('have no times while they are off', async () => {
    const turn = await shown(null)
    expect(turn.closest('.setting')?.children).toHaveLength(2)
    expect(screen.queryByLabelText(t('settings.reminders.from'))).toBeNull()
  })
})
