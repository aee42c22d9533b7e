import { asHostError, call, type HostError } from '../host'
import { say, t } from '../i18n'
import type { Changed, Undone, Words } from '../host/bindings'
import { people } from './people.svelte'
import { spread } from './stale'
import { toasts } from './toasts.svelte'

/** What every write answers: its value, and what it changed. */
export interface Wrote<T> {
  value: T
  changed: Changed
}

export interface ActOptions {
  /** Takes the error itself and returns true, so that no toast is shown. */
  onError?: (error: HostError) => boolean
  /** Shows no toast when it went well: the page itself says it. */
  quiet?: boolean
}

/**
 * Runs a write. Spreads what went stale, offers Undo in words, and turns an error into a toast.
 * Returns the value, or undefined when it did not happen; it never rejects.
 */
export async function act<T>(deed: () => Promise<Wrote<T>>, options: ActOptions = {}): Promise<T | undefined> {
  try {
    const { value, changed } = await deed()
    spread(changed.stale)
    if (changed.undo) {
      if (options.quiet) toasts.withdraw()
      else offerUndo(changed.undo)
    }
    return value
  } catch (cause) {
    const error = asHostError(cause)
    if (!options.onError?.(error)) toasts.wrong(wordsFor(error))
    return undefined
  }
}

/** Takes back this person's last change of this sitting, or says that there is none. */
export async function undo(): Promise<void> {
  try {
    const { value, changed } = await call('undo', {})
    spread(changed.stale)
    toasts.say(value ? wordsOf(value) : t('app.nothingToUndo'))
  } catch (cause) {
    toasts.wrong(wordsFor(asHostError(cause)))
  }
}

/** What was taken back; where something has changed since, that it stays. */
function wordsOf({ what: { key, args }, takenBack }: Undone): string {
  if (takenBack === 'heldBack') return t('app.undoHeldBack')
  return t(takenBack === 'partly' ? 'app.undonePartly' : 'app.undone', { what: spoken('undo', key, args) })
}

/** What was done or would be undone; some of it is said otherwise to one person alone. */
function spoken(table: 'did' | 'undo', key: string, args: Words['args'], orElse?: string): string {
  const toAnyone = say(`${table}.${key}`, args, orElse)
  return people.other ? toAnyone : say(`${table}.alone.${key}`, args, toAnyone)
}

/** "Bookmark moved." with Undo beside it; where no such sentence exists, the way back says it all. */
function offerUndo({ key, args }: Words): void {
  const inFull = spoken('undo', key, args)
  const did = spoken('did', key, args, '')
  toasts.say(did, did ? { label: t('app.undo'), inFull, take: () => void undo() } : { label: inFull, take: () => void undo() })
}

/** The sentence for an error: by field and word where a form is meant, by code otherwise. */
export function wordsFor(error: HostError): string {
  if (error.code === 'invalid') return say(`errors.invalid.${error.why}`, {}, t('errors.invalid.other'))
  if (error.code === 'damaged' && error.copy !== undefined) return t('errors.damagedCopied', { copy: error.copy })
  return say(`errors.${error.code}`, {}, t('errors.unexpected'))
}
