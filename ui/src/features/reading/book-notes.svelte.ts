import { wordsFor } from '../../app/act'
import { onStale, type Stale } from '../../app/stale'
import { toasts } from '../../app/toasts.svelte'
import { view, type View } from '../../app/view.svelte'
import { asHostError, call } from '../../host'
import type { BookId, BookView, NoteForReader } from '../../host/bindings'
import { withNotes } from './note-groups'

const names: readonly Stale[] = ['reading', 'people']

/** A book, and more of the notes that the view of a long one leaves out. */
export interface BookWithNotes extends View<BookView> {
  /** Brings what is noted on the chapters up to this one, from 1. What failed is tried `again` only by a person. */
  bring: (upTo: number, again?: boolean) => void
}

/**
 * Book and notes come in one answer: a note that was sealed again, or thrown away, never outlives its book's view.
 * What was brought is asked for anew only once something changed.
 */
export function bookWithNotes(which: () => BookId): BookWithNotes {
  let asked: { of: BookId | undefined; upTo: readonly number[] } = $state.raw({ of: undefined, upTo: [] })
  // Replaced, not emptied: an answer that was overtaken still writes into the old one.
  let held: Record<string, readonly NoteForReader[]> = {}
  let failed: Record<string, boolean> = {}
  const upTos = (of: BookId): readonly number[] => (asked.of === of ? asked.upTo : [])

  // Before the view's own ear, so that what is loaded again is.
  $effect(() =>
    onStale(names, () => {
      held = {}
      failed = {}
    }),
  )
  const book = view(async () => {
    const of = which()
    const wanted = upTos(of)
    const mine = held
    let whole = await call('book_view', { book: of })
    for (const upTo of wanted) {
      const key = `${of} ${upTo}`
      if (failed[key]) continue
      try {
        whole = withNotes(whole, (mine[key] ??= await call('book_notes', { book: of, upTo })))
      } catch (cause) {
        failed[key] = true
        toasts.wrong(wordsFor(asHostError(cause)))
      }
    }
    return whole
  }, names)

  return {
    get data() {
      return book.data
    },
    get error() {
      return book.error
    },
    get loading() {
      return book.loading
    },
    reload: () => book.reload(),
    bring(upTo, again = false) {
      const of = which()
      const key = `${of} ${upTo}`
      if (!upTos(of).includes(upTo)) asked = { of, upTo: [...upTos(of), upTo] }
      else if (again && failed[key]) {
        failed[key] = false
        void book.reload()
      }
    },
  }
}
