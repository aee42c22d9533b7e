import { call, HostError } from '../host'
import { say, t } from '../i18n'
import { spread } from './stale'
import { toasts } from './toasts.svelte'

interface Said {
  key: string
  args: Record<string, string>
}
interface Report {
  stale: string[]
  undo: Said | null
}
/** What every write answers: its value, and what it changed. */
export interface Wrote<T> {
  value: T
  changed: Report
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
    if (changed.undo && !options.quiet) offerUndo(changed.undo)
    return value
  } catch (cause) {
    const error = asHostError(cause)
    if (!options.onError?.(error)) toasts.wrong(wordsFor(error))
    return undefined
  }
}

/** Takes back this person's last change of this sitting, or says that there is none. */
export async function undo(): Promise<void> {
  await step(() => call('undo', {}), t('app.nothingToUndo'), (words) => {
    toasts.say(t('app.undone'), { label: t('app.redo'), inFull: words, take: () => void redo() })
  })
}

/** Does again what was just taken back. */
export async function redo(): Promise<void> {
  await step(() => call('redo', {}), t('app.nothingToRedo'), () => toasts.say(t('app.redone')))
}

async function step(
  take: () => Promise<Wrote<Said | null>>,
  nothing: string,
  taken: (words: string) => void,
): Promise<void> {
  try {
    const { value, changed } = await take()
    spread(changed.stale)
    if (value) taken(say(`undo.${value.key}`, value.args))
    else toasts.say(nothing)
  } catch (cause) {
    toasts.wrong(wordsFor(asHostError(cause)))
  }
}

/** "Bookmark moved." with Undo beside it; where no such sentence exists, the way back says it all. */
function offerUndo({ key, args }: Said): void {
  const inFull = say(`undo.${key}`, args)
  const did = say(`did.${key}`, args, '')
  toasts.say(did, did ? { label: t('app.undo'), inFull, take: () => void undo() } : { label: inFull, take: () => void undo() })
}

/** The sentence for an error: by its code where we know it, the shell's own words otherwise. */
export function wordsFor(error: HostError): string {
  const known = say(`errors.${error.code}`, {}, '')
  return known || error.message || t('errors.unknown')
}

function asHostError(cause: unknown): HostError {
  return cause instanceof HostError ? cause : new HostError('unknown', '')
}
