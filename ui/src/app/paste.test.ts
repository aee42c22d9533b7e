import { afterEach, expect, test } from 'vitest'
import { keepOutWholeBooks } from './paste'
import { toasts } from './toasts.svelte'

afterEach(() => {
  document.body.replaceChildren()
  toasts.clear()
})

/** Pastes into `field` as the browser does, and tells whether it was let in. */
function paste(field: HTMLElement, text: string): boolean {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => text } })
  const guard = (passing: Event): void => keepOutWholeBooks(passing as ClipboardEvent)
  addEventListener('paste', guard, { capture: true })
  field.dispatchEvent(event)
  removeEventListener('paste', guard, { capture: true })
  return !event.defaultPrevented
}
function shown(html: string): HTMLTextAreaElement {
  document.body.innerHTML = html
  return document.querySelector('textarea, input') as HTMLTextAreaElement
}

test('a whole book stays out of every short field, and words say where it is', () => {
  for (const html of ['<input>', '<textarea></textarea>']) {
    const field = shown(html)
    field.value = 'what was here'
    expect(paste(field, 'שלום hello '.repeat(100_000)), html).toBe(false)
    expect(field.value, 'nothing is cut or lost').toBe('what was here')
    expect(toasts.now?.text).toContain('where you copied it')
  }
})

test('what a person would paste goes in', () => {
  expect(paste(shown('<input>'), 'a title')).toBe(true)
  expect(paste(shown('<textarea></textarea>'), 'שלום '.repeat(1_000))).toBe(true)
  expect(toasts.now).toBeUndefined()
})

test('a page takes what a page can keep, counted as the drawer counts it', () => {
  const page = '<div data-most="1040000"><textarea></textarea><textarea></textarea></div>'
  expect(paste(shown(page), 'x'.repeat(1_000_000)), 'a megabyte is a page').toBe(true)
  expect(paste(shown(page), 'é'.repeat(600_000)), 'two bytes a letter').toBe(false)
  const field = shown(page)
  field.value = 'x'.repeat(600_000)
  expect(paste(field, 'y'.repeat(600_000)), 'what stands there counts, too').toBe(false)
  field.select()
  expect(paste(field, 'y'.repeat(600_000)), 'what it takes the place of does not').toBe(true)
})
