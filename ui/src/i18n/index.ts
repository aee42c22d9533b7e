// Messages by key, with plural rules. No string in a component.
import { en } from './en'
import type { At, Catalogue, Fill, Keys, Leaf, Lists, Plural } from './types'

type English = typeof en
export type MessageKey = Keys<English>
export type ListKey = Lists<English>

type Loose = Readonly<Partial<Record<string, string | number>>>

const catalogue: Catalogue = en
const language = 'en'
const categories = new Set(['zero', 'one', 'two', 'few', 'many', 'other'])
const plurals = new Intl.PluralRules(language)

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
  return plural[plurals.select(count)] ?? plural.other
}

/** `{name}` becomes its value; a value is never looked at again, whatever a person typed into it. */
function fillIn(text: string, values: Loose): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : isolated(String(value))
  })
}

/** A name written from right to left must not turn the sentence around it. */
function isolated(value: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u.test(value) ? `\u2068${value}\u2069` : value
}
