import { t } from '../i18n'
import { toasts } from './toasts.svelte'

// A short field takes more than it can keep, so that it can be shortened there. A whole book, pasted by
// mistake, would stop the window for a minute: it stays where it was copied from, and words say so.
const most = 20_000

/** For `onpaste` of a short field: keeps a whole book out of it. */
export function sparing(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (text.length <= most) return
  event.preventDefault()
  toasts.wrong(t('app.pasteLong'))
}
