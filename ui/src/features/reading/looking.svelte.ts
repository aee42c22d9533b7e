// Looking into a file: how far it is, what it turned out to be, or why it is put down again.
import { asHostError, call, listen } from '../../host'
import type { FoundBook, FoundList, Looked } from '../../host/bindings'
import { say, t } from '../../i18n'
import { wordsFor } from '../../app/act'
import { chosenPath } from '../../app/dialog'

/** What is shown instead of the form: a list or a library that was opened. */
export type Opened = { kind: 'list'; list: FoundList } | { kind: 'library' }

/** The sentence for why a file is put down again. */
export function refusal(thrown: unknown): string {
  const error = asHostError(thrown)
  if (error.field !== 'file') return wordsFor(error)
  return say(`anything.wrong.${error.why ?? ''}`, {}, t('anything.wrong.failed'))
}

/** Why a book that was found brings no chapters, and what can be done instead. */
export function noChaptersWords(unread: string | null | undefined): string {
  const why = unread ? say(`anything.found.unread.${unread}`, {}, t('anything.found.unread.failed')) : t('anything.found.none')
  return t('anything.found.instead', { why })
}

/** A look takes so long before it is worth a line. */
const patience = 250

export class Looking {
  /** Whether a file is looked into, and that has taken a while. */
  slow = $state(false)
  /** How far it is, from 0 to 1. */
  share = $state(0)
  /** Why the last one was put down. */
  wrong: string | undefined = $state()
  busy = $state(false)
  private latest = 0

  /** What lies at `path`; undefined when it was put down, or another one was brought meanwhile. */
  into(path: string): Promise<Looked | undefined> {
    return this.run(() => call('import_look', { path }))
  }

  async pick(number: number): Promise<FoundBook | undefined> {
    const looked = await this.run(() => call('library_pick', { number }))
    return looked?.kind === 'book' ? looked.book : undefined
  }

  /** Runs what can be stopped, and shows how far it is. */
  async run<T>(ask: () => Promise<T>): Promise<T | undefined> {
    const mine = ++this.latest
    this.wrong = undefined
    this.share = 0
    this.busy = true
    const timer = setTimeout(() => (this.slow = mine === this.latest), patience)
    const hush = await listen('looking', ({ done, of }) => {
      if (mine === this.latest) this.share = of > 0 ? done / of : 0
    })
    try {
      const answer = await ask()
      return mine === this.latest ? answer : undefined
    } catch (cause) {
      if (mine === this.latest) this.wrong = refusal(cause)
      return undefined
    } finally {
      clearTimeout(timer)
      hush()
      if (mine === this.latest) this.busy = this.slow = false
    }
  }

  stop(): void {
    void call('import_stop', {}).catch(() => undefined)
  }
}

/** Asks for a file, or for a library's folder; undefined when nothing was chosen. */
export const askFor = (folder: boolean, from = ''): Promise<string | undefined> =>
  chosenPath(() => call('import_place', { folder, from }))
