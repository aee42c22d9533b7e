import { people } from '../../app/people.svelte'
import { readsOf, withNames } from '../../app/reads-of'
import { call } from '../../host'
import type { ReflectionDraft } from '../../host/bindings'

/** So many of the newest reflections are looked through. */
const newest = 40

/** What was written in a reflection, to be taken along. */
export const writtenIn = ({ happened, guess, outside, say }: ReflectionDraft): string =>
  [happened, guess, outside, say.feel, say.when, say.need, say.ask].filter((text) => text.trim()).join('\n\n')

/** All words of one's own in a reflection. */
export const textsOf = (draft: ReflectionDraft): string[] => [
  writtenIn(draft),
  draft.ownTopic,
  ...draft.showed.own,
  ...draft.under.own,
]

/**
 * Whether one of the newest reflections speaks of fear: then nobody is told to say anything to anyone. It is looked for
 * anew each time, and nothing is kept of it.
 */
export async function someSpeakOfFear(): Promise<boolean> {
  const { reflections } = await call('reflections_view', {})
  for (const { id } of reflections.slice(0, newest)) {
    const { draft, words } = await call('reflection_view', { reflection: id })
    const phrases = withNames(words.ofFear, people.otherCalled)
    if (textsOf(draft).some((text) => readsOf(text, phrases))) return true
  }
  return false
}
