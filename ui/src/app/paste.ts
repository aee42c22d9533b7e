import { bytesOf } from '../design/letters'
import { t } from '../i18n'
import { toasts } from './toasts.svelte'

// A short field takes more than it can keep, so that it can be shortened there. A whole book, pasted by
// mistake, would stop the window for a minute: it stays where it was copied from, and words say so. The rule
// is one for all fields; a field that holds more says how much (`data-most`, in bytes of UTF-8).
const ordinary = 20_000

/** For `onpaste` of the window, before any field has it. */
export function keepOutWholeBooks(event: ClipboardEvent): void {
  const field = event.target
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
  const pasted = event.clipboardData?.getData('text/plain') ?? ''
  const place = field.closest<HTMLElement>('[data-most]')
  const before = (place ? [...place.querySelectorAll('textarea')] : [field]).map(({ value }) => value)
  const chosen = field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
  if (hasRoom(pasted, chosen, before, Number(place?.dataset['most'] ?? ordinary))) return
  event.preventDefault()
  event.stopPropagation()
}

/** Whether `most` bytes hold `pasted` in place of `chosen`, beside the rest of `before`. Where they do not, `words` say so. */
export function hasRoom(pasted: string, chosen: string, before: readonly string[], most: number, words = t('app.pasteLong')): boolean {
  // Counting bytes takes its time; no letter takes more than three of them per UTF-16 unit.
  const units = before.reduce((sum, { length }) => sum + length, pasted.length)
  const bytes = (): number => bytesOf(pasted) - bytesOf(chosen) + before.reduce((sum, text) => sum + bytesOf(text) + 1, 0)
  const room = units * 3 <= most || bytes() <= most
  if (room) toasts.letRefusalGo()
  else toasts.refuse(words)
  return room
}
