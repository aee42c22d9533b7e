import { look } from '../../app/appearance.svelte'
import { spread } from '../../app/stale'
import { toasts } from '../../app/toasts.svelte'
import type { Choices } from '../../host/bindings'
import { t } from '../../i18n'

/** Shows a choice at once and keeps it; says so when it could not be kept. */
export async function choose(change: Partial<Choices>): Promise<void> {
  const kept = await look.choose(change)
  spread(['settings'])
  if (!kept) toasts.wrong(t('settings.notKept'))
}
