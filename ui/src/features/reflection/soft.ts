// The soft underline: where an absolute word stands in a text. It draws and suggests; it never blocks,
// never counts, and nothing that it finds is kept or sent anywhere.
import { capital } from '../../i18n/format'

export interface Absolute {
  word: string
  instead: readonly string[]
}

export interface Found {
  from: number
  to: number
  /** The word as it was typed. */
  word: string
  instead: readonly string[]
}

/**
 * Every absolute word of `text`, from the start. Whole words only, in any capitals, with any spaces in
 * between. Where two overlap, the longer one stands: `absolutes` come longest first.
 */
export function findAbsolutes(text: string, absolutes: readonly Absolute[]): Found[] {
  if (!absolutes.length || !text) return []
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:${absolutes.map(({ word }) => `(${loose(word)})`).join('|')})(?![\\p{L}\\p{N}_])`,
    'giu',
  )
  return [...text.matchAll(pattern)].map((match) => {
    const which = absolutes[(match.slice(1) as (string | undefined)[]).findIndex((group) => group !== undefined)]
    return {
      from: match.index,
      to: match.index + match[0].length,
      word: match[0],
      instead: (which?.instead ?? []).map((other) => likeTyped(other, match[0])),
    }
  })
}

/** Where the word that `found` names stands now, after the text around it changed. */
export function stillThere(text: string, found: Found): boolean {
  return text.slice(found.from, found.to) === found.word
}

const loose = (word: string): string =>
  word
    .split(' ')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+')

/** A word that began with a capital letter is replaced by one that does. */
function likeTyped(word: string, typed: string): string {
  const [first = ''] = typed
  return first === first.toLowerCase() ? word : capital(word)
}
