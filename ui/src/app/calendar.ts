// What the calendar files share: the sentence for a place that will not do.
import { asHostError, type HostError } from '../host'
import { say, t } from '../i18n'
import { wordsFor } from './act'
import { spread } from './stale'
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
