import { t } from '../i18n'
import { onLock } from './lock'
import { toasts } from './toasts.svelte'

// Printer and clipboard keep what they are given. It is said once for each time that a drawer is open, so that each of two
// people hears of it, and nothing is held up by it.
let saidOfClipboard = false
let saidOfPrinter = false
onLock(() => {
  saidOfClipboard = saidOfPrinter = false
})

/** Somebody copies something out of the drawer. */
export function copied(): void {
  if (saidOfClipboard) return
  saidOfClipboard = true
  toasts.say(t('app.copies.clipboard'))
}

/** Whether the printer's warning is still to be said; it is said now. */
export function mustSayOfPrinter(): boolean {
  const must = !saidOfPrinter
  saidOfPrinter = true
  return must
}
