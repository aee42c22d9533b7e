// A long text in leaves. WebKit lays out a text field as one piece: with a megabyte in it, every letter costs
// seconds. So a text that is longer than `whole` stands in several fields, one below the other, and a letter
// costs what its own leaf costs. Joined, they are exactly the text: nothing is added and nothing goes.

export interface Leaf {
  readonly key: number
  readonly text: string
  /** What stands between this leaf and the next one: a line break, or nothing inside a very long line. */
  readonly glue: '' | '\n'
}

/** As long as this, in UTF-16 units, a text is one field, as everybody expects of it. */
export const whole = 16_000
/** How long a leaf of a longer text is. */
const most = 6_000
const least = 3_000

let keys = 0

/** The text in leaves; the keys of `before` are used again, so that their fields stay. */
export function leavesOf(text: string, before: readonly Leaf[] = []): Leaf[] {
  if (text.length <= whole) return [{ key: before[0]?.key ?? ++keys, text, glue: '' }]
  const found: Leaf[] = []
  let at = 0
  while (text.length - at > most) {
    const cut = cutIn(text, at)
    found.push({ key: before[found.length]?.key ?? ++keys, text: text.slice(at, cut.end), glue: cut.glue })
    at = cut.end + cut.glue.length
  }
  found.push({ key: before[found.length]?.key ?? ++keys, text: text.slice(at), glue: '' })
  return found
}

export const joined = (leaves: readonly Leaf[]): string => leaves.map(({ text, glue }) => text + glue).join('')

/** The leaves after one of them was typed in; it is divided when it has grown too long. */
export function changed(leaves: readonly Leaf[], key: number, text: string): Leaf[] {
  return leaves.flatMap((leaf) => {
    if (leaf.key !== key) return [leaf]
    const parts = leavesOf(text, [leaf])
    return parts.map((part, i) => (i === parts.length - 1 ? { ...part, glue: leaf.glue } : part))
  })
}

/** Where `leaf` begins in the whole text. */
export function startOf(leaves: readonly Leaf[], key: number): number {
  let at = 0
  for (const leaf of leaves) {
    if (leaf.key === key) return at
    at += leaf.text.length + leaf.glue.length
  }
  return at
}

/** The leaf in which a place of the whole text lies, and where in it. */
export function placeOf(leaves: readonly Leaf[], offset: number): { key: number; at: number } {
  let left = offset
  for (const leaf of leaves) {
    if (left <= leaf.text.length) return { key: leaf.key, at: left }
    left -= leaf.text.length + leaf.glue.length
  }
  const last = leaves.at(-1)
  return { key: last?.key ?? 0, at: last?.text.length ?? 0 }
}

/** After a line if there is one, else after a word, else between two letters that nothing joins. */
function cutIn(text: string, at: number): { end: number; glue: '' | '\n' } {
  const window = text.slice(at + least, at + most)
  const line = window.lastIndexOf('\n')
  if (line !== -1) return { end: at + least + line, glue: '\n' }
  const word = window.lastIndexOf(' ')
  if (word !== -1) return { end: at + least + word + 1, glue: '' }
  let end = at + most
  while (end > at + least && holdsTogether(text, end)) end--
  return { end, glue: '' }
}

/** Whether the letters before and after `at` are one for the eye: half a pair, an accent, a joined emoji. */
function holdsTogether(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  const low = after >= 0xdc00 && after <= 0xdfff
  return low || before === 0x200d || after === 0x200d || /^[\p{M}\ufe0f]|^\ud83c[\udffb-\udfff]/u.test(text.slice(at, at + 2))
}

/** A stretch of the text with a soft wave under it, in the field's own places. */
export interface Mark {
  from: number
  to: number
}

/** The field that is being written in, and what stands in it. */
export interface Hand {
  text: string
  field: HTMLTextAreaElement
}
