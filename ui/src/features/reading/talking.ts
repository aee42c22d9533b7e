// Something to talk about: drawn one at a time, the same for both on one evening, never the same again before
// every other had its turn.
import type { ChapterId } from '../../host/bindings'
import { points, pointsForTwo } from '../../i18n/en/later/points'

export const moods = ['light', 'curious', 'tender', 'playful', 'deep', 'quiet'] as const
export type Mood = (typeof moods)[number]

/** What one alone may turn over; for two, also what one asks the other. */
export const pointsOf = (mood: Mood, alone = false): readonly string[] =>
  alone ? points[mood] : [...points[mood], ...pointsForTwo[mood]]

/** A mixed number from a text, alike on every computer. */
function hashed(text: string): number {
  let hash = 2166136261
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0
  // The last letters must stir the low bits too.
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0
  return (hash ^ (hash >>> 13)) >>> 0
}

const divides = (a: number, b: number): number => (b === 0 ? a : divides(b, a % b))

/** Which of `count` points is the `nth` one for this chapter on this evening. */
export function drawn(count: number, chapter: ChapterId, evening: string, mood: Mood, nth: number): number {
  if (count < 1) return 0
  const seed = hashed(`${chapter} ${evening} ${mood}`)
  let step = 1 + (Math.floor(seed / count) % Math.max(1, count - 1))
  while (divides(step, count) !== 1) step++
  return (seed + nth * step) % count
}

/** The mood that an evening begins with. */
export const moodOf = (chapter: ChapterId, evening: string): Mood => moods[hashed(`${evening} ${chapter}`) % moods.length] ?? 'light'
