import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepFocus } from './focus'

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
