// The news that a calendar file which is kept up could not be.
import { call } from '../host'
import { t } from '../i18n'
import { firstPicture } from './picture'
import { onStale } from './stale'
import { toasts } from './toasts.svelte'

/** Asks whether the kept calendar followed, and says once if it did not. */
async function askCalendarNews(): Promise<void> {
  const news = await call('calendar_news', {}).catch(() => undefined)
  if (news?.trouble) toasts.wrong(t('app.calendarTrouble'))
}

/** From now on: asks after the first picture, and whenever plans changed. */
export function hearCalendarNews(): () => void {
  void firstPicture.then(askCalendarNews)
  return onStale(['rituals', 'tonight'], () => void askCalendarNews())
}
