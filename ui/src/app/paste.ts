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
  const most = Number(place?.dataset['most'] ?? ordinary)
  // Counting bytes takes its time; no letter takes more than three of them per UTF-16 unit.
  const before = place ? [...place.querySelectorAll('textarea')] : [field]
  const units = before.reduce((sum, { value }) => sum + value.length, pasted.length)
  if (units * 3 <= most) return
  const chosen = field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
  const bytes = bytesOf(pasted) - bytesOf(chosen) + before.reduce((sum, { value }) => sum + bytesOf(value) + 1, 0)
  if (bytes <= most) return
  event.preventDefault()
  event.stopPropagation()
  toasts.wrong(t('app.pasteLong'))
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length
