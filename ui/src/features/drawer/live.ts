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
  const line = worded(body.slice(0, 4_000)).slice(0, 400).trim().replace(/\s+/gu, ' ')
  return line.length > 140 ? `${line.slice(0, 139).trimEnd()}…` : line
}

/** The signs of a quote, where each stands before words. */
const quoted = /(?<=^|\s)(?:>\s+)+/gu

/**
 * A beginning without the signs of its quote. It is one line, so that a sign within it begins another line of the quote
 * only where the first one does.
 */
export function unquoted(parts: readonly TextPart[]): TextPart[] {
  if (!/^\s*>/u.test(plain(parts))) return [...parts]
  return parts.map((part, i) => {
    const text = i === 0 ? part.text.replace(/^\s*(?:>\s*)+/u, '') : part.text
    return { ...part, text: text.replace(quoted, '') }
  })
}

/** The text of a row without its marks. */
export const plain = (parts: readonly TextPart[]): string => parts.map(({ text }) => text).join('')

/** The tag at the end of what is being typed, in lower case and without its sign; undefined where there is none. */
export const tagBegun = (query: string): string | undefined => /(?:^|\s)#(\S*)$/u.exec(query)?.[1]?.toLowerCase()

/** What a text names in [[ ]], as one string that changes with it. */
export const namedIn = (text: string): string => (text.match(/\[\[[^[\]\n]+\]\]/gu) ?? []).join('')
