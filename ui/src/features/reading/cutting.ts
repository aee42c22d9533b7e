// A cutting of somebody's words around what was looked for.
import { folded } from '../../i18n/format'

const shown = 220
const before = 60

/** Small letters without accents, and for each of them where in the text it came from. */
function lettersOf(text: string): { letters: string; from: number[] } {
  let letters = ''
  const from: number[] = []
  let at = 0
  for (const sign of text) {
    const plain = folded(sign)
    letters += plain
    for (let i = 0; i < plain.length; i++) from.push(at)
    at += sign.length
  }
  return { letters, from }
}

/** About 220 letters of `words`, with the first of the words of `asked` that stands in them. */
export function cutting(words: string, asked: string): string {
  if (words.length <= shown) return words
  const { letters, from } = lettersOf(words)
  const wanted = lettersOf(asked).letters.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const places = wanted.map((word) => letters.indexOf(word)).filter((place) => place >= 0)
  const first = from[Math.min(...places)] ?? 0
  if (first + before < shown) return `${words.slice(0, shown).trimEnd()}…`
  const space = words.indexOf(' ', first - before)
  const start = space >= 0 && space < first ? space + 1 : first
  const end = start + shown
  return `…${words.slice(start, end).trimEnd()}${end < words.length ? '…' : ''}`
}
