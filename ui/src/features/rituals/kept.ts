// A ritual that is being written. It outlives the page it is written on, and the window.
import { uncoveredField, type Waiting } from '../../app/unsent.svelte'
import { blank, draftFrom, freshPromise, type Draft, type Here } from './draft'

interface Kept {
  draft: Draft
  from: Draft
}

/** Where the person who is here keeps the ritual in hand. */
export interface RitualInHand extends Waiting {
  take(here: Here): Kept | undefined
  keep(draft: Draft, from: Draft): void
  forget(): void
}

export function ritualInHand(): RitualInHand {
  const field = uncoveredField('ritual')
  return {
    take: (here) => (field.words ? read(field.words, here) : undefined),
    keep(draft, from) {
      field.words = JSON.stringify({ draft, from })
    },
    forget() {
      field.words = ''
    },
    where: 'table',
    get why() {
      return field.why
    },
  }
}

function read(words: string, here: Here): Kept {
  const { draft, from } = JSON.parse(words) as Kept
  return { draft: whole(draft, here), from: whole(from, here) }
}

/** What an earlier version kept may lack a field. Promises get keys of this window. */
function whole(kept: Draft, here: Here): Draft {
  const fresh = draftFrom(blank, here)
  const promises = kept.promises.map(({ words, ours }) => freshPromise(words, ours))
  return { ...fresh, ...kept, rhythm: { ...fresh.rhythm, ...kept.rhythm }, promises }
}
