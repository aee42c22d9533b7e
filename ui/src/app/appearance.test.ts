import { afterEach, describe, expect, it, vi } from 'vitest'
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

describe('the size of text', () => {
  afterEach(() => {
    look.show(defaults)
    document.body.replaceChildren()
  })

  it('goes by steps and no further than its ends', () => {
    const sizes = (textScale: number): number[] => {
      look.show({ ...defaults, textScale })
      return [look.textAfter(-1), look.textAfter(1)]
    }
    expect([sizes(100), sizes(90), sizes(200)]).toEqual([[90, 110], [90, 100], [190, 200]])
  })

  it('keeps what has the focus in sight', async () => {
    fakeHost({ settings_change: (choices) => choices })
    const button = document.body.appendChild(document.createElement('button'))
    button.focus()
    const brought = vi.spyOn(button, 'scrollIntoView')
    await look.choose({ textScale: 200 })
    expect(brought, 'the window has not taken it yet').not.toHaveBeenCalled()
    window.dispatchEvent(new Event('resize'))
    await vi.waitFor(() => expect(brought).toHaveBeenCalledExactlyOnceWith({ block: 'nearest' }))
    window.dispatchEvent(new Event('resize'))
    await new Promise((frame) => requestAnimationFrame(frame))
    expect(brought, 'a window that somebody pulls at is left as it is').toHaveBeenCalledTimes(1)
  })
})
