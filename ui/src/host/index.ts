// The only door to the shell. `call` is typed by the generated bindings; what goes wrong arrives as a
// HostError with a code where the UI acts on it.
import type { Commands } from './bindings'

export type CommandName = keyof Commands
export type Args<Name extends CommandName> = Commands[Name]['args']
export type Answer<Name extends CommandName> = Commands[Name]['answer']

/** What the shell sends without being asked. */
export interface HostEvents {
  /** Views by name that no longer show the truth. */
  stale: string[]
  /** A page that a notification or a second start asked for. */
  'open-page': { page: string }
  /** A file that was dropped on the window, or that a second start brought. */
  'open-file': { path: string }
  /** Whether a file is being carried over the window. */
  'file-over': boolean
  /** How far a file is looked into; both numbers are of the same unit. */
  looking: { done: number; of: number }
  /** The computer is about to sleep, or its screen was locked: hand over what is being typed, and lock. */
  leave: null
  /** The drawer was shut from outside: idle, sleep. */
  lock: null
  /** The window came to the front; others may have written meanwhile. */
  focused: null
  /** The newest backup is not what it should be: `backup_news` says what. */
  backups: null
  /** The window is about to close; hand over what is being typed, then say so. */
  closing: null
}

/** An error that crossed the boundary: a code where the window acts on it, never private text. */
export class HostError extends Error {
  readonly code: string
  /** For `invalid`: the field that cannot hold what was given, and a stable word for what is wrong. */
  readonly field: string | undefined
  readonly why: string | undefined
  /** For `damaged`: where a copy of the file lies, when one was made. */
  readonly copy: string | undefined
  constructor(code: string, field?: string, why?: string, copy?: string) {
    super(code)
    this.name = 'HostError'
    this.code = code
    this.field = field
    this.why = why
    this.copy = copy
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

function reach(): Host {
  if (!host) throw new Error('no host: the window sets the shell, a test sets a fake')
  return host
}

export async function call<Name extends CommandName>(name: Name, args: Args<Name>): Promise<Answer<Name>> {
  const through = reach()
  try {
    return (await through.invoke(name, args)) as Answer<Name>
  } catch (error) {
    throw asHostError(error)
  }
}

export async function listen<E extends keyof HostEvents>(
  event: E,
  heard: (payload: HostEvents[E]) => void,
): Promise<() => void> {
  const through = reach()
  return through.listen(event, heard)
}

export async function setTitle(title: string): Promise<void> {
  const through = reach()
  await through.setTitle(title)
}

/** Whatever was thrown, as an error the window knows. */
export function asHostError(thrown: unknown): HostError {
  if (thrown instanceof HostError) return thrown
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return new HostError('unexpected')
  const { code, field, why, copy } = thrown as { code: unknown; field?: unknown; why?: unknown; copy?: unknown }
  return new HostError(String(code), textOf(field), textOf(why), textOf(copy))
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
