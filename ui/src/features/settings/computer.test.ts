import { render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PlaceRisk, SettingsView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import Computer from './Computer.svelte'

/** What this part of Settings reads of it. */
const lying = (risk: PlaceRisk | null) => ({ folder: '/home/robin/n', risk, version: '0.1.0' }) as SettingsView

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
