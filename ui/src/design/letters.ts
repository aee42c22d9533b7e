import { lettersOf } from '../i18n/format'

// The core counts in bytes of UTF-8, a person in letters.

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * `after` as far as `most` bytes hold it, and where it was cut. What stood `before` stands: of what came in, the letters
 * that have no room stay out, and none is cut in two.
 */
export function within(before: string, after: string, most: number): { text: string; cut: number | undefined } {
  const over = bytesOf(after) - most
  if (over <= 0) return { text: after, cut: undefined }
  const [from, to] = cameIn(before, after)
  let room = bytesOf(after.slice(from, to)) - over
  let cut = from
  for (const letter of lettersOf(after.slice(from, to))) {
    room -= bytesOf(letter)
    if (room < 0) break
    cut += letter.length
  }
  return { text: after.slice(0, cut) + after.slice(to), cut }
}

/** Where in `after` that stands which `before` did not have. */
function cameIn(before: string, after: string): [number, number] {
  const shared = Math.min(before.length, after.length)
  let from = 0
  while (from < shared && before[from] === after[from]) from++
  // Two letters may have one half in common.
  if (isHalf(after.charCodeAt(from - 1), 0xd800)) from--
  let behind = 0
  while (behind < shared - from && before[before.length - 1 - behind] === after[after.length - 1 - behind]) behind++
  const to = after.length - behind
  return [from, isHalf(after.charCodeAt(to), 0xdc00) ? to + 1 : to]
}

const isHalf = (unit: number, first: number): boolean => unit >= first && unit < first + 0x400
