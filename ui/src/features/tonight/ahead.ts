import { onStale, type Stale } from '../../app/stale'
import { call } from '../../host'
import type { TonightView } from '../../host/bindings'

/** What Tonight shows is made of these. */
export const names: readonly Stale[] = ['tonight', 'rituals', 'reading', 'us', 'people']

let early: Promise<TonightView> | undefined

/** Asks before the page stands, so that question and page are on their way together. The returned function drops
 * the answer: for a start that shows another page, on which it would grow old. */
export function askAhead(): () => void {
  const answer = call('tonight_view', {})
  early = answer
  const drop = (): void => {
    early = undefined
    off()
  }
  const off = onStale(names, drop)
  // The page asks for itself if this failed, and says so then.
  answer.catch(drop)
  return drop
}

/** Tonight's view: the early answer once, if nothing changed since it was asked for. */
export function tonightView(): Promise<TonightView> {
  const answer = early ?? call('tonight_view', {})
  early = undefined
  return answer
}
