import { describe, expect, it } from 'vitest'
import { fakeHost } from '../host/fake'
import { clock } from '../i18n/format'
import { defaults, look, themeFor } from './appearance.svelte'

const root = document.documentElement

describe('how things look', () => {
  it('follows the computer until someone chooses', () => {
    expect([themeFor('system', true), themeFor('system', false)]).toEqual(['lamplight', 'daylight'])
    expect([themeFor('daylight', true), themeFor('lamplight', false)], 'a choice wins').toEqual(['daylight', 'lamplight'])
  })

  it('puts theme, contrast, motion and hours where the stylesheets find them', () => {
    look.show({ ...defaults, theme: 'lamplight', moreContrast: true, lessMotion: true, hours: 'twelve' })
    expect(root.dataset).toMatchObject({ theme: 'lamplight', contrast: 'more', motion: 'still' })
    expect(clock('21:30')).toMatch(/9:30/)
    look.show(defaults)
    expect([root.dataset['contrast'], root.dataset['motion']], 'and takes them away again').toEqual([undefined, undefined])
  })

  it('turns the lamp and keeps that on this computer', async () => {
    const host = fakeHost({ settings_change: (choices) => choices })
    look.show({ ...defaults, theme: 'daylight' })
    await look.lamp()
    expect(look.theme).toBe('lamplight')
    expect(host.calls.at(-1)).toMatchObject({ name: 'settings_change', args: { theme: 'lamplight' } })
  })

  it('shows a choice even when it could not be kept', async () => {
    fakeHost({ settings_change: () => Promise.reject(new Error('full')) })
    look.show({ ...defaults, theme: 'daylight' })
    expect(await look.choose({ theme: 'lamplight' })).toBe(false)
    expect(look.theme).toBe('lamplight')
  })
})
