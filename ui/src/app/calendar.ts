// What the calendar files share: the sentence for a place that will not do, and the news that a file which is
// kept up could not be.
import { asHostError, call, type HostError } from '../host'
import { say, t } from '../i18n'
import { wordsFor } from './act'
import { onStale, spread } from './stale'
import { toasts } from './toasts.svelte'

/** The sentence for why a file was not written or read; undefined for an error that is not about the place. */
export const placeWrong = (error: HostError): string | undefined =>
  error.field === 'place' ? wrongWords(error.why) : undefined

export const wrongWords = (why: string | undefined): string => say(`calendar.wrong.${String(why)}`, {}, t('calendar.wrong.failed'))

/** Changes a calendar file; answers what is wrong with the place, and says everything else as a toast. */
export async function changeCalendar<T>(deed: () => Promise<T>): Promise<{ done: T } | { wrong: string | undefined }> {
  try {
    const done = await deed()
    spread(['settings'])
    return { done }
  } catch (cause) {
    const error = asHostError(cause)
    if (error.field === 'ritual') return { wrong: say(`calendar.alone.${String(error.why)}`, {}, wordsFor(error)) }
    const wrong = placeWrong(error)
    if (wrong === undefined) toasts.wrong(wordsFor(error))
    return { wrong }
  }
}

/** From now on: whenever plans changed, asks whether the kept calendar followed, and says once if it did not. */
export function hearCalendarNews(): () => void {
  const ask = async (): Promise<void> => {
    const news = await call('calendar_news', {}).catch(() => undefined)
    if (news?.trouble) toasts.wrong(t('calendar.kept.trouble'))
  }
  void ask()
  return onStale(['rituals', 'tonight'], () => void ask())
}
