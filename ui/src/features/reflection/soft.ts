// What is listened for while somebody writes: absolute words, which get the soft underline.
// It draws and suggests; it never blocks, never counts, and nothing that it finds is kept or sent anywhere.
import { loose, wholeWords } from '../../app/reads-of'
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
 * Every absolute word of `text`, from the start, but for what it quotes: those are somebody's words, as they
 * were. Whole words only, in any capitals, with any spaces in between. Where two overlap, the longer one stands:
 * `absolutes` come longest first.
 */
export function findAbsolutes(text: string, absolutes: readonly Absolute[]): Found[] {
  if (!absolutes.length || !text) return []
  const pattern = wholeWords(absolutes.map(({ word }) => `(${loose(word)})`))
  const quotes = quotesIn(text)
  const isQuoted = (at: number): boolean => quotes.some(({ from, to }) => from <= at && at < to)
  return [...text.matchAll(pattern)].flatMap((match) => {
    if (isQuoted(match.index)) return []
    const which = absolutes[(match.slice(1) as (string | undefined)[]).findIndex((group) => group !== undefined)]
    return {
      from: match.index,
      to: match.index + match[0].length,
      word: match[0],
      instead: (which?.instead ?? []).map((other) => likeTyped(other, match[0])),
    }
  })
}

/** Which of them is nearest to `caret`; of two that are as near, the one before it. */
export function nearest(found: readonly Found[], caret: number): Found | undefined {
  const away = ({ from, to }: Found): number => Math.max(from - caret, caret - to, 0)
  return found.reduce<Found | undefined>((near, one) => (near && away(near) <= away(one) ? near : one), undefined)
}

/** Where what stood at `at` stands once `word` stands at `place`. */
export function movedBy(place: Found, word: string, at: number): number {
  if (at <= place.from) return at
  return place.from + word.length + Math.max(at - place.to, 0)
}

/** Where the word that `found` names stands now, after the text around it changed. */
export function stillThere(text: string, found: Found): boolean {
  return text.slice(found.from, found.to) === found.word
}

/**
 * Within quotation marks that are closed in the same paragraph, or within a page or so where one sort opens and another
 * closes; and in a paragraph that begins as a quote does. A mark that is not closed yet, by somebody who is still typing,
 * quotes to the end of its paragraph: no other word is offered for what somebody else said. An apostrophe is no quote.
 */
const quoted =
  /“[^“”]{0,2000}”|„[^„“”]{0,2000}[“”]|«[^«»\n]*»|»[^«»\n]*«|‹[^‹›\n]*›|›[^‹›\n]*‹|"[^"\n]*"|(?<![\p{L}\p{N}])‘[^‘\n]*?’(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])'(?=[^\s'])[^\n]*?(?<=[^\s])'(?![\p{L}\p{N}])|^[ \t]*>.*$|[“„«‹"].*$/gmu

const quotesIn = (text: string): { from: number; to: number }[] =>
  [...text.matchAll(quoted)].map((match) => ({ from: match.index, to: match.index + match[0].length }))

/** A word that began with a capital letter is replaced by one that does. */
function likeTyped(word: string, typed: string): string {
  const [first = ''] = typed
  return first === first.toLowerCase() ? word : capital(word)
}
