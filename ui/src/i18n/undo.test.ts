import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { did } from './en/did'
import { undo } from './en/undo'
import { undone } from './en/undone'

const core = join(process.cwd(), '../src-tauri/crates/app/src')

function sources(): string[] {
  return readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.rs'))
    .map((name) => readFileSync(join(core, name), 'utf8'))
}

const literals = (text: string): string[] => [...text.matchAll(/"(\w+)"/g)].map((found) => found[1] ?? '')
const all = (text: string, shape: RegExp): string[] => [...text.matchAll(shape)].map((found) => found[0])

/** The keys that one source file gives to deeds: named in place, chosen in place, chosen before, or handed on. */
function keysIn(text: string): string[] {
  const handedOn = [...text.matchAll(/fn (\w+)\([^)]*\bkey: &'static str/g)].map((found) => found[1] ?? '')
  const withoutRefusals = text.replace(/AppError::invalid\([^)]*\)/g, '')
  return [
    ...all(text, /Deed::plain\(\s*"\w+"/g),
    ...all(text, /Deed::plain\(\s*(?:if|match)\b[^;]*?\}\s*\)/g),
    ...(/Deed::plain\(key\)/.test(text) ? all(text, /let key =[^;]*;/g) : []),
    ...handedOn.flatMap((name) => all(withoutRefusals, new RegExp(`self\\.${name}\\([^;]*?\\)`, 'g'))),
  ].flatMap(literals)
}

describe('the words of Undo', () => {
  it('exist for every deed that the core names', () => {
    const texts = sources()
    const deeds = texts.flatMap(keysIn)
    const shapes = texts.flatMap((text) => all(text, /Deed::plain\(\s*[^\s)]+/g)).map((one) => one.replace(/^Deed::plain\(\s*/, ''))
    expect(shapes.filter((shape) => !/^(?:"\w+"|if|match|key)$/.test(shape)), 'no deed is named in a way that is not looked into').toEqual([])
    for (const chosen of ['putAwayReflection', 'bookToShelf', 'moveBookmarkBack', 'removeNote', 'beginSeason', 'endHoliday', 'restRitual']) {
      expect(deeds, 'keys that are chosen are found, too').toContain(chosen)
    }
    expect(deeds.filter((key) => !Object.hasOwn(undo, key)), 'each says in words what it would take back').toEqual([])
  })

  it('belong to what is said when it was done', () => {
    expect(Object.keys(did).filter((key) => !Object.hasOwn(undo, key))).toEqual([])
    expect(Object.keys(undone).sort(), 'and each says what is so again').toEqual(Object.keys(undo).sort())
  })

  it('are said to one person alone only in place of what is said to two', () => {
    expect(Object.keys(did.alone).filter((key) => !Object.hasOwn(did, key))).toEqual([])
    expect(Object.keys({ ...undo.alone, ...undone.alone }).filter((key) => !Object.hasOwn(undo, key))).toEqual([])
  })
})
