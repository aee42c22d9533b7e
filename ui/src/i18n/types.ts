// The shape of a catalogue and the keys and placeholders that follow from it.

/** Chosen by `count` through Intl.PluralRules. */
export interface Plural {
  zero?: string
  one?: string
  two?: string
  few?: string
  many?: string
  other: string
}
export type Leaf = string | Plural
export interface Catalogue {
  readonly [key: string]: Leaf | readonly string[] | Catalogue
}

/** A table of messages may have a key named "other"; only plural categories and nothing else make a plural. */
type IsLeaf<T> = T extends string ? true : T extends { other: string } ? ([keyof T] extends [keyof Plural] ? true : false) : false

type Join<P extends string, K extends string> = P extends '' ? K : `${P}.${K}`

/** Dotted paths to every message. */
export type Keys<T, P extends string = ''> = {
  [K in keyof T & string]: IsLeaf<T[K]> extends true
    ? Join<P, K>
    : T[K] extends readonly string[]
      ? never
      : Keys<T[K], Join<P, K>>
}[keyof T & string]

/** Dotted paths to every list of words. */
export type Lists<T, P extends string = ''> = {
  [K in keyof T & string]: IsLeaf<T[K]> extends true
    ? never
    : T[K] extends readonly string[]
      ? Join<P, K>
      : Lists<T[K], Join<P, K>>
}[keyof T & string]

export type At<T, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : K extends keyof T
    ? T[K]
    : never

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type PluralNames<P> = P extends { other: infer O extends string } ? Names<O> | 'count' : never
type NamesOf<L> = L extends string ? (string extends L ? string : Names<L>) : PluralNames<L>

export type Values<N extends string> = Record<N, string | number>

/** Nothing to fill in: no second argument. Otherwise every placeholder, by name. */
export type Fill<L> = [NamesOf<L>] extends [never] ? [] : [values: Values<NamesOf<L>>]
