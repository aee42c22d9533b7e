// The news that a calendar file which is kept up could not be.
import { call } from '../host'
import { t } from '../i18n'
import { onStale } from './stale'
import { toasts } from './toasts.svelte'

/** From now on: whenever plans changed, asks whether the kept calendar followed, and says once if it did not. */
export function hearCalendarNews(): () => void {
  const ask = async (): Promise<void> => {
    const news = await call('calendar_news', {}).catch(() => undefined)
    if (news?.trouble) toasts.wrong(t('app.calendarTrouble'))
  }
  void ask()
  return onStale(['rituals', 'tonight'], () => void ask())
}
