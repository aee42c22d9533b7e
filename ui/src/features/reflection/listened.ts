import { people } from '../../app/people.svelte'
import { readsOf, withNames } from '../../app/reads-of'
import { call } from '../../host'
import type { ReflectionDraft } from '../../host/bindings'

/** So many of the newest reflections are looked through. */
const newest = 40

/** All words of one's own in a reflection. */
export const textsOf = ({ happened, guess, outside, say, ownTopic, showed, under }: ReflectionDraft): string[] => [
  [happened, guess, outside, say.feel, say.when, say.need, say.ask].join('\n\n'),
  ownTopic,
  ...showed.own,
  ...under.own,
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
