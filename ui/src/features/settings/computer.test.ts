import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { afterEach, describe, expect, it } from 'vitest'
import type { PlaceRisk, SettingsView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import SampleStrip from '../../app/SampleStrip.svelte'
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

  it('says what it does once, however often it is pressed', async () => {
    const host = fakeHost({ settings_view: () => lying(null), remove_everything: () => new Promise(() => undefined) })
    await fireEvent.click(await remove())
    expect(host.calls.filter(({ name }) => name === 'remove_everything')).toHaveLength(1)
  })
})

describe('the sample', () => {
  afterEach(() => {
    sitting.sample = false
  })

  it('has_no_folder_to_back_up_and_nothing_to_remove', async () => {
    sitting.sample = true
    fakeHost({ settings_view: () => lying(null, ['/home/robin/n/thesis.txt']) })
    render(Computer)
    expect(await screen.findByText(t('settings.computer.version', { version: '0.1.0' }))).toBeTruthy()
    expect(screen.getByText(t('settings.computer.sample'))).toBeTruthy()
    expect(screen.queryByText('/home/robin/n')).toBeNull()
    expect(screen.queryByText(/the key in the keyring/u)).toBeNull()
    expect(screen.queryByRole('button', { name: t('settings.computer.removeButton') })).toBeNull()
  })

  it('leads_back_to_ones_own_table_where_there_is_one', () => {
    sitting.sample = true
    for (const [ownTable, label] of [
      [false, 'Set your own table'],
      [true, 'Back to your own table'],
    ] as const) {
      sitting.ownTable = ownTable
      const { unmount } = render(SampleStrip)
      expect(screen.getByRole('button').textContent).toBe(label)
      unmount()
    }
    sitting.ownTable = false
  })
})
