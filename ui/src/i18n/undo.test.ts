import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { did } from './en/did'
import { undo } from './en/undo'

const core = join(process.cwd(), '../src-tauri/crates/app/src')

function sources(): string[] {
  return readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.rs'))
    .map((name) => readFileSync(join(core, name), 'utf8'))
}

describe('the words of Undo', () => {
  it('exist for every deed that the core names', () => {
    const deeds = sources().flatMap((text) => [...text.matchAll(/Deed::plain\("(\w+)"\)/g)].map((found) => found[1] ?? ''))
    expect(deeds.length, 'the core was found').toBeGreaterThan(10)
    expect(deeds.filter((key) => !Object.hasOwn(undo, key)), 'each says in words what it would take back').toEqual([])
  })

  it('belong to what is said when it was done', () => {
    expect(Object.keys(did).filter((key) => !Object.hasOwn(undo, key))).toEqual([])
  })
})
