// Messages by key, with plural rules. No string in a component.
import { en, type Later } from './en'
import type { At, Catalogue, Fill, Keys, Leaf, Lists, Plural } from './types'

type English = typeof en & Later
export type MessageKey = Keys<English>
export type ListKey = Lists<English>

type Loose = Readonly<Partial<Record<string, string | number>>>

const catalogue: Record<string, Catalogue> = { ...en }
/** The language that the words are in, whatever the computer speaks. */
export const language = 'en'
const categories = new Set(['zero', 'one', 'two', 'few', 'many', 'other'])
let plurals: Intl.PluralRules | undefined

/** Adds the words of a page, which come with it. */
export function bring(more: Readonly<Partial<Later>>): void {
  Object.assign(catalogue, more)
}

/** The message at `key`; placeholders are checked by the compiler. */
export function t<K extends MessageKey>(key: K, ...fill: Fill<At<English, K>>): string {
  return say(key, fill[0] ?? {})
}

/**
 * The message at a key that is only known when it runs: undo words, error codes. An unknown key gives
 * `orElse`, or the key itself, so that a missing sentence is seen and never breaks a page.
 */
export function say(key: string, values: Loose = {}, orElse = key): string {
  const found = find(key)
  if (typeof found === 'string') return fillIn(found, values)
  if (found !== undefined && isPlural(found)) return fillIn(form(found, Number(values['count'] ?? 0)), values)
  return orElse
}

/** The words of a list. */
export function words(key: ListKey): readonly string[] {
  const found = find(key)
  return Array.isArray(found) ? (found as readonly string[]) : []
}

function find(key: string): Leaf | readonly string[] | Catalogue | undefined {
  let at: Leaf | readonly string[] | Catalogue | undefined = catalogue
  for (const step of key.split('.')) {
    if (typeof at !== 'object' || Array.isArray(at) || !Object.hasOwn(at, step)) return undefined
    at = (at as Catalogue)[step]
  }
  return at
}

function isPlural(found: object): found is Plural {
  return 'other' in found && Object.keys(found).every((key) => categories.has(key))
}

function form(plural: Plural, count: number): string {
  plurals ??= new Intl.PluralRules(language)
  return plural[plurals.select(count)] ?? plural.other
}

/** `{name}` becomes its value; a value is never looked at again, whatever a person typed into it. */
function fillIn(text: string, values: Loose): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : isolated(String(value))
  })
}

/** A name written from right to left, or with marks of direction in it, must not turn the sentence around it. */
export function isolated(value: string): string {
  if (!/[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(value)) return value
  return `\u2068${balanced(value)}\u2069`
}

/** Every turn of direction ends where the text ends, and none ends that it did not begin. */
export function balanced(text: string): string {
  if (!/[\u202a-\u202e\u2066-\u2069]/u.test(text)) return text
  const open: string[] = []
  let kept = ''
  for (const char of text) {
    if (/[\u202a\u202b\u202d\u202e]/u.test(char)) open.push('\u202c')
    else if (/[\u2066-\u2068]/u.test(char)) open.push('\u2069')
    else if (char === '\u202c' || char === '\u2069') {
      if (open.at(-1) !== char) continue
      open.pop()
    }
    kept += char
  }
  return kept + open.reverse().join('')
}
