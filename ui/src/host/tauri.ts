import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import type { Host } from './index'

declare global {
  interface Window {
    /** The first answer, which the shell has asked for ahead of the page's script. */
    nightstandStart?: Promise<unknown> | undefined
  }
}

function takeStart(): Promise<unknown> | undefined {
  const start = window.nightstandStart
  window.nightstandStart = undefined
  return start
}

export const tauriHost: Host = {
  // Every command takes one argument of its own type, named `args` on both sides.
  invoke: (name, args) => {
    const ask = (): Promise<unknown> => invoke(name, { args })
    return (name === 'window_start' ? takeStart()?.catch(ask) : undefined) ?? ask()
  },
  listen: (event, heard) => listen(event, (message) => heard(message.payload as never)),
  // The window's title never holds private text; pages pass their own fixed names only.
  setTitle: (title) => {
    document.title = title
    return Promise.resolve()
  },
}
