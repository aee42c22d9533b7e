import { onStale, type Stale } from '../../app/stale'
import type { TonightView } from '../../host/bindings'

/** What Tonight shows is made of these. */
export const names: readonly Stale[] = ['tonight', 'rituals', 'reading', 'us', 'people']

let early: TonightView | undefined
let forget: () => void = () => undefined

/** Keeps what came with the window's start for the page that is about to stand, unless it changes before. */
export function keepEarly(view: TonightView): void {
  early = view
  forget = onStale(names, takeEarly)
}

/** What came early, once. */
export function takeEarly(): TonightView | undefined {
  const view = early
  early = undefined
  forget()
  return view
}
