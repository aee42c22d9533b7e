// The news that a calendar file which is kept up could not be.
import { call } from '../host'
import { t } from '../i18n'
import { onStale } from './stale'
import { toasts } from './toasts.svelte'

/** Asks whether the kept calendar followed, and says once if it did not. */
export async function askCalendarNews(): Promise<void> {
  const news = await call('calendar_news', {}).catch(() => undefined)
  if (news?.trouble) toasts.wrong(t('app.calendarTrouble'))
}

/** From now on: asks whenever plans changed. */
export const hearCalendarNews = (): (() => void) => onStale(['rituals', 'tonight'], () => void askCalendarNews())
