// Words that are listened for in a text while somebody writes. Nothing that is found is kept or sent anywhere.

/** Whether one of `words` stands in `text`: whole words, in any capitals, quoted or not. */
export function readsOf(text: string, words: readonly string[]): boolean {
  return words.length > 0 && wholeWords(words.map(loose)).test(text)
}

export const wholeWords = (patterns: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${patterns.join('|')})(?![\\p{L}\\p{N}_])`, 'giu')

/** Any spaces, and an apostrophe of either sort. */
export const loose = (word: string): string =>
  word
    .split(' ')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", '[\'’]'))
    .join('\\s+')
