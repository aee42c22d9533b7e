// A ritual that was being written when someone went to another page: it waits here, so that no words are
// lost on the way. It lives as long as the window and is never written down.
import type { Draft } from './draft'

let waiting: { draft: Draft; from: Draft } | undefined

export const keep = (draft: Draft, from: Draft): void => {
  waiting = { draft, from }
}

/** Hands it back, once. */
export function takeKept(): { draft: Draft; from: Draft } | undefined {
  const kept = waiting
  waiting = undefined
  return kept
}
