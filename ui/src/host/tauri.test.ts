import { invoke } from '@tauri-apps/api/core'
import { afterEach, expect, it, vi } from 'vitest'
import { tauriHost } from './tauri'

vi.mock('@tauri-apps/api/core', () => ({ invoke: vi.fn(() => Promise.resolve('asked')) }))
vi.mock('@tauri-apps/api/event', () => ({ listen: vi.fn() }))

afterEach(() => vi.mocked(invoke).mockClear())

it('takes the start that the shell asked for ahead, once', async () => {
  window.nightstandStart = Promise.resolve('ahead')
  expect(await tauriHost.invoke('window_start', {})).toBe('ahead')
  expect(invoke).not.toHaveBeenCalled()
  expect(await tauriHost.invoke('window_start', {}), 'a second question is a new one').toBe('asked')
})

it('asks itself when what was asked ahead came to nothing, and for everything else', async () => {
  window.nightstandStart = Promise.reject(new Error('too early'))
  expect(await tauriHost.invoke('window_start', {})).toBe('asked')
  window.nightstandStart = Promise.resolve('ahead')
  expect(await tauriHost.invoke('people_view', {})).toBe('asked')
  expect(invoke).toHaveBeenLastCalledWith('people_view', { args: {} })
})
