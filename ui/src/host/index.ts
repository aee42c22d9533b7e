// The only door to the shell. `call` is typed by the generated bindings; what goes wrong arrives as a
// HostError with a code where the UI acts on it.
import type { Commands } from './bindings'

export type CommandName = keyof Commands
export type Args<Name extends CommandName> = Commands[Name]['args']
export type Result<Name extends CommandName> = Commands[Name]['result']

/** What the shell sends without being asked. */
export interface HostEvents {
  /** Views by name that no longer show the truth. */
  stale: string[]
  /** A page that a notification or a second start asked for. */
  'open-page': { page: string } & Record<string, string>
  /** The drawer was shut from outside: idle, sleep, quick key. */
  lock: null
}

/** An error that crossed the boundary: words for a person, a code only where the UI acts. */
export class HostError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.name = 'HostError'
    this.code = code
  }
}

/** The transport under `call`: the shell in the window, a fake in unit tests. */
export interface Host {
  invoke(name: string, args: unknown): Promise<unknown>
  listen<E extends keyof HostEvents>(event: E, heard: (payload: HostEvents[E]) => void): Promise<() => void>
  setTitle(title: string): Promise<void>
}

let host: Host | undefined

export function useHost(next: Host): void {
  host = next
}

async function reach(): Promise<Host> {
  host ??= (await import('./tauri')).tauriHost
  return host
}

export async function call<Name extends CommandName>(name: Name, args: Args<Name>): Promise<Result<Name>> {
  const through = await reach()
  try {
    return (await through.invoke(name, args)) as Result<Name>
  } catch (error) {
    throw asHostError(error)
  }
}

export async function listen<E extends keyof HostEvents>(
  event: E,
  heard: (payload: HostEvents[E]) => void,
): Promise<() => void> {
  const through = await reach()
  return through.listen(event, heard)
}

export async function setTitle(title: string): Promise<void> {
  const through = await reach()
  await through.setTitle(title)
}

function asHostError(error: unknown): HostError {
  if (error instanceof HostError) return error
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
    return new HostError(code, String(error.message))
  }
  return new HostError('unknown', typeof error === 'string' ? error : '')
}
