import type { PersonId } from '../host/bindings'
import { t } from '../i18n'
import { onLock } from './lock'
import { people } from './people.svelte'
import { toasts } from './toasts.svelte'

// Printer and clipboard keep what they are given. It is said once for each time that a drawer is open, and anew to whoever
// sits there next, so that each of two people hears of it, and nothing is held up by it.
let saidOfClipboard: PersonId | undefined
let saidOfPrinter: PersonId | undefined
onLock(() => {
  saidOfClipboard = saidOfPrinter = undefined
})

/** Somebody copies something out of the drawer. */
export function copied(): void {
  if (saidOfClipboard === people.here.id) return
  saidOfClipboard = people.here.id
  toasts.say(t('app.copies.clipboard'))
}

/** Whether the printer's warning is still to be said; it is said now. */
export function mustSayOfPrinter(): boolean {
  const must = saidOfPrinter !== people.here.id
  saidOfPrinter = people.here.id
  return must
}
