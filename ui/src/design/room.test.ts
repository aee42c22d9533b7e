import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// Read as they lie there: imported, a test would find them empty.
const sheets = join(import.meta.dirname, 'css')
const css = readdirSync(sheets).map((file) => readFileSync(join(sheets, file), 'utf8')).join('\n')

/** What the style sheets say of exactly this, at any width. */
function said(selector: string): string[] {
  const named = selector.replace('.', String.raw`\.`)
  return [...css.matchAll(new RegExp(String.raw`^ *${named} \{([^}]*)\}`, 'gmu'))].map(([, rule = '']) => rule)
}

test.each(['.app', '.drawerview', '.withsheet', '.reflect'])('%s is held open by nothing that is in it', (page) => {
  const grids = said(page).filter((rule) => rule.includes('display: grid'))
  expect(grids.length).toBeGreaterThan(0)
  for (const rule of grids) expect(rule, 'a column that may be narrower than what was drawn in it').toMatch(/grid-template-columns:[^;]*minmax\(0, 1fr\)/u)
})

test('a word that is longer than any line goes on in the next', () => {
  expect(said('body').join()).toContain('overflow-wrap: break-word')
  expect(said('.entry').join(), 'a title in the index').toMatch(/grid-template-columns: minmax\(0, 1fr\)/u)
})

test('a chip is no wider than what it lies in, whatever the word', () => {
  expect(said('.chip').join(), 'a word of 60 letters').toMatch(/max-inline-size: 100%;\s*overflow-wrap: anywhere/u)
  expect(said('.rfoot > .small').join(), 'and what says it again beside the buttons').toContain('min-inline-size: 0')
})
