import { toasts } from '../../app/toasts.svelte'
import { t } from '../../i18n'

// Printer and clipboard keep what they are given. It is said once in a sitting, and nothing is held up by it.
let saidOfClipboard = false
let saidOfPrinter = false

/** Somebody copies something out of the drawer. */
export function copied(): void {
  if (saidOfClipboard) return
  saidOfClipboard = true
  toasts.say(t('drawer.copies.clipboard'))
}

/** Whether the printer's warning is still to be said; it is said now. */
export function mustSayOfPrinter(): boolean {
  const must = !saidOfPrinter
  saidOfPrinter = true
  return must
}
