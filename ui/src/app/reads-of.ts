// Words that are listened for in a text while somebody writes. Nothing that is found is kept or sent anywhere.

/**
 * Whether one of `phrases` stands in `text`: whole words, in any capitals, quoted or not, with any spaces or a hyphen
 * between them, and with "wont" for "won't": whoever writes in haste leaves it out. How a phrase is written says the head
 * of the core's `fear.txt`.
 */
export function readsOf(text: string, phrases: readonly string[]): boolean {
  if (phrases.length === 0) return false
  const words = wordsOf(text)
  const known = phrasesOf(phrases)
  return words.some(({ word }, at) => known.get(word)?.some((phrase) => stands(words, at, phrase)))
}

/** What may stand before a word for each other: "my love". */
const owning = new Set(['my', 'our', 'the', 'a', 'dear'])
/** What stands for somebody, and what of it stays behind a name: "he'll" is "Sam'll". */
const behindName = new Map([
  ['he', ''],
  ['she', ''],
  ['him', ''],
  ['her', ''],
  ['his', "'s"],
  ["he's", "'s"],
  ["she's", "'s"],
  ["he'll", "'ll"],
  ["she'll", "'ll"],
  ["he'd", "'d"],
  ["she'd", "'d"],
])

/**
 * The same phrases of somebody by name: where "him" or "he'll" may stand, so may each of `names`, of which the first word
 * counts.
 */
export function withNames(phrases: readonly string[], names: readonly string[]): readonly string[] {
  const called = names.flatMap((name) => wordsOf(name).find(({ word }) => !owning.has(word))?.word ?? [])
  if (called.length === 0) return phrases
  const named = (part: string): string => {
    const [not, maybe] = [part.startsWith('!') ? '!' : '', part.endsWith('?') ? '?' : '']
    const words = part.replace(/^!|\?$/gu, '').split('|')
    const behind = new Set(words.flatMap((word) => behindName.get(word) ?? []))
    const names = [...behind].flatMap((end) => called.map((name) => name + end))
    return `${not}${[...words, ...names].join('|')}${maybe}`
  }
  return phrases.map((phrase) => phrase.split(' ').map(named).join(' '))
}

interface Word {
  word: string
  /** Nothing but space or a hyphen stands between it and the word before. */
  joined: boolean
  /** It is an "and" or a "but" behind a comma: a phrase that names it goes on there. */
  linked: boolean
  /** It begins a line. */
  anew: boolean
}

type Part = { sort: 'one' | 'maybe' | 'none'; of: ReadonlySet<string> } | { sort: 'gap' } | { sort: 'edge' }

interface Phrase {
  /** Words that may not stand before it. */
  not: ReadonlySet<string>
  /** A sentence begins with it. */
  first: boolean
  rest: readonly Part[]
}

/** So many words may stand where a phrase leaves a gap. */
const gap = 3
const spaces = /^[\s\-‐‑]+$/u
const comma = /^,\s+$/u
const links = new Set(['and', 'but'])
/** As keyboards have it, and as hands find it. */
const apostrophes = /[’‘ʼ´`]/gu

function wordsOf(text: string): Word[] {
  const words: Word[] = []
  const low = text.toLowerCase().replace(apostrophes, "'")
  const pattern = /[\p{L}\p{N}_]+(?:'[\p{L}\p{N}_]+)*/gu
  let end = 0
  for (let match = pattern.exec(low); match; match = pattern.exec(low)) {
    const between = low.slice(end, match.index)
    end = pattern.lastIndex
    const [word] = match
    const joined = between === ' ' || spaces.test(between)
    words.push({ word, joined, linked: links.has(word) && comma.test(between), anew: between.includes('\n') })
  }
  return words
}

const stands = (words: readonly Word[], at: number, { not, first, rest }: Phrase): boolean =>
  !not.has(words[at - 1]?.word ?? '') && (!first || begins(words, at)) && goesOn(words, at + 1, rest, 0)

/** Whether a sentence or a line begins with the word `at`, or ended before it. */
const begins = (words: readonly Word[], at: number): boolean => {
  const word = words[at]
  return at === 0 || !word || word.anew || !(word.joined || word.linked)
}

/** Whether the parts of a phrase from `nth` on stand one behind the other from the word `at` on. */
function goesOn(words: readonly Word[], at: number, parts: readonly Part[], nth: number): boolean {
  const part = parts[nth]
  if (!part) return true
  const next = words[at]?.joined || words[at]?.linked ? words[at] : undefined
  if (part.sort === 'edge') return begins(words, at) && goesOn(words, at, parts, nth + 1)
  if (part.sort === 'gap') {
    for (let wide = 0; wide <= gap; wide++) {
      if (goesOn(words, at + wide, parts, nth + 1)) return true
      if (!words[at + wide]?.joined) return false
    }
    return false
  }
  const is = next !== undefined && part.of.has(next.word)
  if (part.sort === 'none') return !is && goesOn(words, at, parts, nth + 1)
  return (is && goesOn(words, at + 1, parts, nth + 1)) || (part.sort === 'maybe' && goesOn(words, at, parts, nth + 1))
}

const read = new WeakMap<readonly string[], ReadonlyMap<string, readonly Phrase[]>>()

/** The phrases by each word that they can begin with. */
function phrasesOf(phrases: readonly string[]): ReadonlyMap<string, readonly Phrase[]> {
  const before = read.get(phrases)
  if (before) return before
  const by = new Map<string, Phrase[]>()
  for (const phrase of phrases) {
    const parts = phrase.split(' ').map(partOf)
    const begun = parts[0]?.sort === 'none' || parts[0]?.sort === 'edge' ? parts.shift() : undefined
    const head = parts.shift()
    if (head?.sort !== 'one') continue
    const not = begun?.sort === 'none' ? begun.of : new Set<string>()
    const known = { not, first: begun?.sort === 'edge', rest: parts }
    for (const word of head.of) by.set(word, [...(by.get(word) ?? []), known])
  }
  read.set(phrases, by)
  return by
}

function partOf(written: string): Part {
  if (written === '…') return { sort: 'gap' }
  if (written === '.') return { sort: 'edge' }
  const sort = written.startsWith('!') ? 'none' : written.endsWith('?') ? 'maybe' : 'one'
  return { sort, of: new Set(written.replace(/^!|\?$/gu, '').split('|').flatMap(withoutApostrophe)) }
}

/** Words that are others without theirs. */
const others = new Set(["i'll", "we'll", "he'll", "she'll", "we're", "i'd", "we'd", "she'd"])
const withoutApostrophe = (word: string): string[] =>
  word.includes("'") && !others.has(word) ? [word, word.replaceAll("'", '')] : [word]

export const wholeWords = (patterns: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${patterns.join('|')})(?![\\p{L}\\p{N}_])`, 'giu')

/** Any spaces, and an apostrophe of either sort. */
export const loose = (word: string): string =>
  word
    .split(' ')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", '[\'’]'))
    .join('\\s+')
