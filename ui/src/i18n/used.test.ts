import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const here = join(process.cwd(), 'src')
const core = join(process.cwd(), '../src-tauri')

function texts(root: string, wanted: (name: string) => boolean): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(wanted)
    .map((name) => readFileSync(join(root, name), 'utf8'))
}

/** Everything of the window that says something; the catalogue itself and the tests say nothing. */
const said = texts(here, (name) => /\.(?:ts|svelte)$/u.test(name) && !/\.test\.ts$|^i18n[\\/]en[\\/]/u.test(name))
/** The core names what it refuses, and did, in words of its own. */
const named = ['crates', 'src'].flatMap((part) => texts(join(core, part), (name) => name.endsWith('.rs')))

/** Dotted paths to every message and every list; a plural is one message. */
function keysOf(at: unknown, path: string): string[] {
  if (typeof at !== 'object' || at === null || Array.isArray(at)) return [path]
  const names = Object.keys(at)
  const plural = names.includes('other') && names.every((name) => ['zero', 'one', 'two', 'few', 'many', 'other'].includes(name))
  return plural ? [path] : Object.entries(at).flatMap(([name, more]) => keysOf(more, `${path}.${name}`))
}

/** What pages read as a whole, without a key. */
const readWhole = ['points', 'prompts']
const files = import.meta.glob<Record<string, unknown>>(['./en/*.ts', './en/later/*.ts', '!./en/index.ts'], { eager: true })
const keys = Object.entries(files).flatMap(([file, all]) => {
  const table = /(\w+)\.ts$/u.exec(file)?.[1] ?? ''
  return readWhole.includes(table) ? [] : keysOf(all[table], table)
})

/** The keys that stand in the sources as they are. */
const whole = new Set(said.flatMap((text) => [...text.matchAll(/['"`]([a-z]\w*(?:\.\w+)+)['"`]/gu)].map((found) => found[1] ?? '')))

/** Every text between backticks, each gap in it as one `*`. */
function templates(text: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at + 1)) at = readTemplate(text, at + 1, found)
  return found
}
function readTemplate(text: string, from: number, found: string[]): number {
  let template = ''
  let at = from
  for (; at < text.length && text[at] !== '`'; at++) {
    if (text.startsWith('${', at)) {
      template += '*'
      at = endOfGap(text, at + 2, found)
    } else template += text[at] ?? ''
  }
  found.push(template)
  return at
}
/** Where the brace is that closes a gap; a text within it is one more. */
function endOfGap(text: string, from: number, found: string[]): number {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '`') at = readTemplate(text, at + 1, found)
    else if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at
  }
  return text.length
}

const all = said.flatMap(templates)
const gapped = [...new Set(all.filter((one) => /^[a-z]\w*\.[\w.*]*\*[\w.*]*$/u.test(one)))]
const shapes = gapped.map((one) => new RegExp(`^${one.replaceAll('.', '\\.').replaceAll('*', '(\\w+)')}$`, 'u'))

const quoted = (text: string): string[] => [...text.matchAll(/"(\w+)"/gu)].map((found) => found[1] ?? '')
const byCore = new Set(named.flatMap(quoted))
/** What can stand in a gap: a word in quotes, or the name of a field. */
const words = new Set([...byCore, ...said.flatMap((text) => [...text.matchAll(/'(\w+)'|"(\w+)"|(\w+):/gu)].map(([, a, b, c]) => a ?? b ?? c ?? ''))])

/** A deed is told from three tables, by the name that the core gives it. */
const deed = /^(?:did|undo|undone)\.(?:alone\.)?(\w+)$/u

function isSaid(key: string): boolean {
  const done = deed.exec(key)?.[1]
  if (done !== undefined) return byCore.has(done)
  return whole.has(key) || shapes.some((shape) => shape.exec(key)?.slice(1).every((step) => words.has(step)))
}

describe('every message', () => {
  it('is said somewhere', () => {
    expect(keys.length, 'the catalogue is looked into').toBeGreaterThan(1_000)
    expect(keys.filter((key) => !isSaid(key))).toEqual([])
  })

  it('is looked for by keys that are whole, and by those with a gap that something fills', () => {
    expect([isSaid('app.close'), isSaid('app.closed')]).toEqual([true, false])
    expect(gapped).toEqual(expect.arrayContaining(['app.keys.does.*', 'refused.*.lead', 'reading.fields.wrong.*.*']))
    expect([isSaid('app.keys.does.lamp'), isSaid('app.keys.does.nobodyPressesThis')]).toEqual([true, false])
    expect([isSaid('undo.removeNote'), isSaid('undo.nobodyDoesThis')]).toEqual([true, false])
  })

  it('has no key that begins with a gap but those of deeds, which would be said to use everything', () => {
    expect([...new Set(all.filter((one) => /^\*(?:\.[\w*]+)+$/u.test(one)))].sort()).toEqual(['*.*', '*.alone.*'])
  })
})
