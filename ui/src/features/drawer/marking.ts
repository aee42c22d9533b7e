// Which words of a page a search has found, as the core finds them: whole words and the one that is still being typed,
// phrases in one piece, tags as tags, capitals and accents aside. What the core did not look for is not lit.
import { folded } from '../../i18n/format'

interface Place {
  from: number
  to: number
}
interface Run extends Place {
  folded: string
}
interface Term {
  words: string[]
  /** It was typed with its `#`: this tag, and those below it. */
  tag: string | undefined
  /** The last word may be going on. */
  begun: boolean
}

const quotes = /["“”„«»]/u
const runOfLetters = /[\p{L}\p{N}\p{M}]+/gu
/** Scripts that put no space between words, or not between all of them: what is looked for may stand within a longer run. */
const dense = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** A `#` at the beginning of a word, and what may stand in a tag behind it: pictures, their colours and joiners, too. */
const tags = /(?<![\p{L}\p{N}\p{M}\p{So}\p{Emoji_Modifier}\p{Join_Control}_/\-#&\]).:?=\\])#(?=[\p{L}\p{N}\p{So}])([\p{L}\p{N}\p{M}\p{So}\p{Emoji_Modifier}\p{Join_Control}_/-]+)/gu

const tagsOf = (text: string): Run[] =>
  [...text.matchAll(tags)].flatMap(({ 1: name = '', index }) => {
    const tag = name.replace(/[-_/]+$/u, '')
    return /[^\d/_-]/u.test(tag) ? [{ from: index + 1, to: index + 1 + tag.length, folded: folded(tag) }] : []
  })

const runsOf = (text: string): Run[] =>
  [...text.matchAll(runOfLetters)].map(({ 0: run, index }) => ({ from: index, to: index + run.length, folded: folded(run) }))

function termsOf(query: string): Term[] {
  const terms = query
    .split(quotes)
    .flatMap((stretch, number) => (number % 2 ? [{ words: stretch, tag: undefined }] : stretch.split(/\s+/u).map((words) => ({ words, tag: tagsOf(words)[0]?.folded }))))
    .map(({ words, tag }): Term => ({ words: runsOf(words).map((run) => run.folded), tag, begun: false }))
    .filter(({ words, tag }) => words.length > 0 || tag !== undefined)
  const last = terms.at(-1)
  // A space or a closed quote ends the last word.
  if (last && !/[\s"“”»]$/u.test(query)) last.begun = true
  return terms
}

/** Where a term stands that begins with the run at `at`. */
function placeOf({ words, begun }: Term, runs: readonly Run[], at: number, text: string): (Place & { runs: number }) | undefined {
  let within: Place | undefined
  for (const [number, word] of words.entries()) {
    const run = runs[at + number]
    if (!run) return undefined
    if (run.folded === word || (begun && number === words.length - 1 && run.folded.startsWith(word))) continue
    const inside = dense.test(word) ? run.folded.indexOf(word) : -1
    if (inside < 0) return undefined
    // Only where folding kept the number of letters do its places hold.
    const kept = run.folded.length === run.to - run.from
    if (words.length === 1 && kept) within = { from: run.from + inside, to: run.from + inside + word.length }
  }
  const [first, last] = [runs[at], runs[at + words.length - 1]]
  if (!first || !last) return undefined
  const place = within ?? { from: first.from, to: last.to }
  return text.slice(place.from, place.to) === '' ? undefined : { ...place, runs: words.length }
}

/** Whether a tag that stands in a text is the one of `term`, or lies below it: `money` takes `money/rent` too. */
function takes({ tag, begun }: Term, told: string): boolean {
  return tag !== undefined && (told === tag || told.startsWith(begun ? tag : `${tag}/`))
}

/** Where the words and tags of `query` stand in `text`. Whatever is typed is a wish. */
export function foundIn(text: string, query: string): Place[] {
  const terms = termsOf(query)
  const told = terms.some(({ tag }) => tag !== undefined) ? tagsOf(text).filter(({ folded: tag }) => terms.some((term) => takes(term, tag))) : []
  const words = wordsIn(text, terms.filter(({ tag }) => tag === undefined))
  const apart = words.filter((word) => !told.some((tag) => word.from < tag.to && tag.from < word.to))
  return [...told.map(({ from, to }) => ({ from, to })), ...apart].sort((a, b) => a.from - b.from)
}

function wordsIn(text: string, terms: readonly Term[]): Place[] {
  if (!terms.length) return []
  const runs = runsOf(text)
  const found: Place[] = []
  for (let at = 0; at < runs.length; ) {
    let longest: (Place & { runs: number }) | undefined
    for (const term of terms) {
      const place = placeOf(term, runs, at, text)
      if (place && place.runs > (longest?.runs ?? 0)) longest = place
    }
    if (longest) found.push({ from: longest.from, to: longest.to })
    at += longest?.runs ?? 1
  }
  return found
}
