import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followKeys, keepFocus } from './focus'

const frame = (): Promise<void> => new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
const take = (id: string): HTMLElement => document.getElementById(id)!
const stands = (): string => document.activeElement?.textContent ?? ''

let stop: () => void
beforeEach(() => {
  // jsdom draws nothing.
  Element.prototype.checkVisibility = () => true
  document.body.innerHTML = `
    <main><h1>Journal</h1>
      <section><h2>Pages</h2><p><button id="other">another</button></p></section>
      <section><h2>Thrown away</h2><ul><li id="row"><button id="bring">Bring it back</button></li><li><h3>later</h3></li></ul></section>
    </main>
    <dialog open><h2>Sheet</h2><p><button id="done">Done</button></p></dialog>`
  stop = keepFocus()
})
afterEach(() => stop())

test('when the row that had the focus is gone, the heading of its list has it', async () => {
  take('bring').focus()
  take('row').remove()
  await frame()
  expect(stands()).toBe('Thrown away')
})

test('whoever took the focus meanwhile keeps it', async () => {
  take('bring').focus()
  take('row').remove()
  take('other').focus()
  await frame()
  expect(stands()).toBe('another')
})

test('what is taken out elsewhere moves nothing', async () => {
  take('other').focus()
  take('row').remove()
  await frame()
  expect(stands()).toBe('another')
})

test('from within a dialog nothing behind it is reached', async () => {
  take('done').focus()
  take('done').parentElement!.remove()
  await frame()
  expect(stands()).toBe('Sheet')
})

test('the focus shows from the first key until the pointer is used again', () => {
  const root = document.documentElement
  const shows = (): boolean => 'keys' in root.dataset
  const press = (key: string, more: KeyboardEventInit = {}): boolean => take('other').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
  let shown = false
  take('other').addEventListener('keydown', () => (shown = shows()))
  const end = followKeys()
  for (const key of ['Shift', 'Control']) press(key)
  press('+', { ctrlKey: true })
  expect(shows(), 'a shortcut is pressed beside the mouse').toBe(false)
  press('ArrowRight')
  expect(shown, 'before the focus is moved').toBe(true)
  take('other').dispatchEvent(new Event('pointerdown', { bubbles: true }))
  expect(shows()).toBe(false)
  press('F6')
  end()
  expect(shows()).toBe(false)
})

test('every ring is there for a focus that a key moved', () => {
  const from = join(import.meta.dirname, '..')
  const rules = readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:css|svelte)$/u.test(file))
    .flatMap((file) => [...readFileSync(join(from, file), 'utf8').matchAll(/[^{};]*:focus-visible[^{};]*\{/gu)].map(([rule]) => rule))
  // A field that is written in shows its focus always.
  const rings = rules.filter((rule) => !rule.includes('textarea:focus-visible'))
  expect(rings.length).toBeGreaterThan(1)
  expect(rings.filter((rule) => !/\[data-keys\]\)? .*:focus\b/u.test(rule))).toEqual([])
})
