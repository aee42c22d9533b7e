import type { PageId, TextPart } from '../../host/bindings'
import { worded } from './pictures'

/** The page in hand as it is being typed: the list shows it before the core tells it anew. */
export interface Live {
  id: PageId
  title: string
  body: string
}

/** An id for a page that is begun: its words are of one page also while the drawer could not take any of them. */
export function newPage(): PageId {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') as PageId
}

/** How a page begins, on one line. Pictures are their words, as in the core's list. */
export function beginning(body: string): string {
  const lines = worded(body.slice(0, 4_000)).replace(/^[ \t]*>[> \t]*/gmu, '')
  const line = lines.slice(0, 400).trim().replace(/\s+/gu, ' ')
  return line.length > 140 ? `${line.slice(0, 139).trimEnd()}…` : line
}

/** The signs of Markdown on one line, each with what of it is read between its groups. */
const signs: readonly RegExp[] = [
  // What a line begins with: a heading, a list, a task.
  /^\s*(?:#{1,6}\s+|(?:[-*+]\s+)?\[[ xX]\]\s+|[-*+]\s+)()/dgu,
  /(?<=\s)(?:#{1,6}\s+|[-*+]\s+\[[ xX]\]\s+)()(?=\S)/dgu,
  // A fence, with its language.
  /(?<=^|\s)`{3,}\S*(?:\s+|$)()/dgu,
  /\[\[(?:[^[\]|]+\|)?([^[\]|]+)\]\]/dgu,
  /(?<!!)\[([^[\]]+)\]\((?:[^()\s]|\([^()\s]*\))+\)/dgu,
  // Each by itself, because one may stand within another.
  ...['\\*{3}', '\\*{2}', '\\*', '___', '__', '_', '~~', '=='].map((sign) => {
    const other = sign.slice(0, 2) === '\\*' ? '\\*' : sign.charAt(0)
    return new RegExp(`(?<![\\w${other}])${sign}(?=[^\\s${other}])(.+?)(?<=[^\\s${other}])${sign}(?![\\w${other}])`, 'dgu')
  }),
  /`([^`]+)`/dgu,
]
/** The signs of a quote, where each stands before words. */
const quoted = /(?<=^|\s)(?:>\s*)+(?=\s|\S)/gu

/** The stretches of a one-line text that are signs and no words. */
function signsIn(text: string): [number, number][] {
  const found: [number, number][] = []
  // A sign within the line begins another line of the quote only where the first one does.
  if (/^\s*>/u.test(text))
    for (const one of text.matchAll(quoted))
      if (one.index === text.search(/\S/u) || /\s$/u.test(one[0])) found.push([one.index, one.index + one[0].length])
  for (const sign of signs)
    for (const { indices } of text.matchAll(sign)) {
      const [whole, inside] = [indices?.[0], indices?.[1]]
      if (whole && inside) found.push([whole[0], inside[0]], [inside[1], whole[1]])
    }
  return found
}

/** A beginning as it is read, without the signs of its Markdown; what a search marks stays apart. */
export function unsigned(parts: readonly TextPart[]): TextPart[] {
  const text = plain(parts)
  const away = new Set<number>()
  for (const [from, to] of signsIn(text)) for (let at = from; at < to; at++) away.add(at)
  if (!away.size) return [...parts]
  let at = 0
  return parts.map((part) => {
    const begin = at
    at += part.text.length
    return { ...part, text: part.text.split('').filter((_, i) => !away.has(begin + i)).join('') }
  })
}

/** A beginning in which nothing is marked, as it is read. */
export const asRead = (text: string): string => plain(unsigned([{ text, found: false }]))

/** The text of a row without its marks. */
export const plain = (parts: readonly TextPart[]): string => parts.map(({ text }) => text).join('')

/** The tag at the end of what is being typed, in lower case and without its sign; undefined where there is none. */
export const tagBegun = (query: string): string | undefined => /(?:^|\s)#(\S*)$/u.exec(query)?.[1]?.toLowerCase()

/** What a text names in [[ ]], as one string that changes with it. */
export const namedIn = (text: string): string => (text.match(/\[\[[^[\]\n]+\]\]/gu) ?? []).join('')
