import { asHostError, call, type HostError } from '../host'
import { say, t } from '../i18n'
import type { Changed, Undone, Words } from '../host/bindings'
import { lastDeed } from './last-deed.svelte'
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
export function act<T>(deed: () => Promise<Wrote<T>>, options: ActOptions = {}): Promise<T | undefined> {
  const acting = doIt(deed, options)
  underWay.add(acting)
  void acting.finally(() => underWay.delete(acting))
  return acting
}

const underWay = new Set<Promise<unknown>>()

/** Resolves once every write that was begun has ended, well or not. */
export async function deedsAreDone(): Promise<void> {
  await Promise.all(underWay)
}

async function doIt<T>(deed: () => Promise<Wrote<T>>, options: ActOptions): Promise<T | undefined> {
  const { opening } = lastDeed
  try {
    const { value, changed } = await deed()
    spread(changed.stale)
    if (changed.undo && opening === lastDeed.opening) {
      lastDeed.done(changed.undo)
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

type Ear = (undone: Undone, way: 'back' | 'again') => void
const ears = new Set<Ear>()

/**
 * Calls `ear` when something was taken back, or put back again, before the views look again; until the returned function
 * is called.
 */
export function onUndone(ear: Ear): () => void {
  ears.add(ear)
  return () => ears.delete(ear)
}

const tellEars: Ear = (undone, way) => {
  for (const ear of ears) ear(undone, way)
}

/** Takes back this person's last change of this sitting, or says that there is none; quiet where the page says it. */
export async function undo(options: Pick<ActOptions, 'quiet'> = {}): Promise<void> {
  const { opening } = lastDeed
  try {
    const { value, changed } = await call('undo', {})
    if (value) tellEars(value, 'back')
    spread(changed.stale)
    if (opening !== lastDeed.opening) return
    const words = value ? wordsOf(value) : t('app.nothingToUndo')
    lastDeed.takenBack(words)
    if (options.quiet) toasts.withdraw()
    else toasts.say(words, value?.redo ? { label: t('app.redo'), take: () => void redo() } : undefined)
  } catch (cause) {
    toasts.wrong(wordsFor(asHostError(cause)))
  }
}

/** What Ctrl+Z takes back: what the toast in sight offers to, which need not be the core's to know; else the last change. */
export function takeBack(): void {
  if (toasts.now?.offer?.back) toasts.take()
  else void undo()
}

/** Puts back what was just taken back. It can be taken back again, like anything that is done. */
export async function redo(): Promise<void> {
  if ((await putBack()) === null) toasts.say(t('app.nothingToPutBack'))
}

/** What Ctrl+Shift+Z puts back. Where nothing was taken back it says nothing: nobody was offered anything. */
export async function putBack(): Promise<Undone | null | undefined> {
  const undone = await act(async () => {
    const done = await call('redo', {})
    if (done.value) tellEars(done.value, 'again')
    return done
  })
  if (undone?.takenBack === 'heldBack') toasts.say(t('app.undoHeldBack'))
  return undone
}

/** What was taken back; where something has changed since, that it stays. */
function wordsOf({ what: { key, args }, takenBack }: Undone): string {
  if (takenBack === 'heldBack') return t('app.undoHeldBack')
  const what = spoken('undone', key, args)
  return takenBack === 'partly' ? t('app.undonePartly', { what }) : what
}

/** What was done, would be undone, or is so again; some of it is said otherwise to one person alone. */
function spoken(table: 'did' | 'undo' | 'undone', key: string, args: Words['args'], orElse?: string): string {
  const toAnyone = say(`${table}.${key}`, args, orElse)
  return people.other ? toAnyone : say(`${table}.alone.${key}`, args, toAnyone)
}

/** "Bookmark moved." with Undo beside it; where no such sentence exists, the way back says it all. */
function offerUndo({ key, args }: Words): void {
  const inFull = spoken('undo', key, args)
  const did = spoken('did', key, args, '')
  const take = (): void => void undo()
  toasts.say(did, did ? { label: t('app.undo'), inFull, back: true, take } : { label: inFull, back: true, take })
}

/** The sentence for an error: by field and word where a form is meant, by code otherwise. */
export function wordsFor(error: HostError): string {
  if (error.code === 'invalid') return say(`errors.invalid.${error.why}`, {}, t('errors.invalid.other'))
  if (error.code === 'damaged' && error.copy !== undefined) return t('errors.damagedCopied', { copy: error.copy })
  return say(`errors.${error.code}`, {}, t('errors.unexpected'))
}
