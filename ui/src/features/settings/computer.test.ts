import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PlaceRisk, SettingsView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import { sitting } from '../../app/sitting.svelte'
import Computer from './Computer.svelte'

/** What this part of Settings reads of it. */
const lying = (risk: PlaceRisk | null, others: string[] = []) =>
  ({ folder: '/home/robin/n', risk, others, version: '0.1.0' }) as SettingsView

describe('where everything lies', () => {
  it('a_profile_in_a_synced_folder_is_said', async () => {
    fakeHost({ settings_view: () => lying({ kind: 'synced', name: 'Syncthing' }) })
    render(Computer)
    expect(await screen.findByText(/carried about by Syncthing/), 'by whom, and what is better').toBeTruthy()
  })

  it('a_profile_on_another_computer_is_said', async () => {
    fakeHost({ settings_view: () => lying({ kind: 'network', name: 'nfs4' }) })
    render(Computer)
    expect(await screen.findByText(/on another computer \(nfs4\)/)).toBeTruthy()
  })

  it('says nothing about a good place', async () => {
    fakeHost({ settings_view: () => lying(null) })
    render(Computer)
    expect(await screen.findByText('/home/robin/n')).toBeTruthy()
    expect(document.querySelector('.callout')).toBeNull()
  })
})

describe('removing everything', () => {
  afterEach(() => {
    sitting.sample = false
    vi.unstubAllGlobals()
  })

  async function remove(): Promise<HTMLElement> {
    render(Computer)
    await fireEvent.click(screen.getByRole('button', { name: t('settings.computer.removeButton') }))
    await fireEvent.input(screen.getByRole('textbox'), { target: { value: t('settings.computer.removeWords') } })
    const now = screen.getByRole('button', { name: t('settings.computer.removeNow') })
    await fireEvent.click(now)
    return now
  }

  it('says before it which backups go and which stay, and what in its folders is not its own', async () => {
    fakeHost({ settings_view: () => lying(null, ['/home/robin/n/thesis.txt']) })
    render(Computer)
    await fireEvent.click(screen.getByRole('button', { name: t('settings.computer.removeButton') }))
    const dialog = within(screen.getByRole('dialog'))
    expect(await dialog.findByText('/home/robin/n/thesis.txt')).toBeTruthy()
    expect(dialog.getByText(/the backups in Nightstand’s own folder/)).toBeTruthy()
    expect(dialog.getByText(/Backups and files that you keep somewhere else stay/)).toBeTruthy()
  })

  it('in_the_sample_leaves_the_sample_and_nothing_that_is_pressed_after_it_reaches_ones_own', async () => {
    const reload = vi.fn()
    vi.stubGlobal('location', { reload })
    sitting.sample = true
    const host = fakeHost({ settings_view: () => lying(null), remove_everything: () => ({}) })
    const again = await remove()
    await waitFor(() => expect(reload, 'one is back at home').toHaveBeenCalledTimes(1))
    await fireEvent.click(again)
    const asked = host.calls.filter(({ name }) => name === 'remove_everything')
    expect(asked.map(({ args }) => args), 'once, and only ever the sample').toEqual([{ sample: true }])
  })

  it('names_what_one_is_looking_at', async () => {
    const host = fakeHost({ settings_view: () => lying(null), remove_everything: () => ({}) })
    await remove()
    await waitFor(() => expect(host.calls.at(-1)).toEqual({ name: 'remove_everything', args: { sample: false } }))
  })
})
