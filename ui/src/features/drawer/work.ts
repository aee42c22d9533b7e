import { call, type HostError } from '../../host'
import { say, t } from '../../i18n'

/** How often long work is asked how far it has come, in ms: often enough to look alive. */
const EVERY = 250

/**
 * Runs long work and says on the way how many pages are done. What went wrong is thrown on; asking how far it has
 * come never is.
 */
export async function follow<T>(work: () => Promise<T>, onPages: (pages: number) => void): Promise<T> {
  let ended = false
  const ask = async (): Promise<void> => {
    const far = await call('work_done', {}).catch(() => undefined)
    if (far && !ended) onPages(far.pages)
  }
  const asking = setInterval(() => void ask(), EVERY)
  try {
    return await work()
  } finally {
    ended = true
    clearInterval(asking)
  }
}

/** The sentence for why a journal was not read or a copy not written. */
export function wrongWork(which: 'bring' | 'copy', error: HostError): string {
  const why = error.code === 'invalid' ? String(error.why) : error.code
  return say(`journals.${which}.wrong.${why}`, {}, t(`journals.${which}.wrong.other`))
}
