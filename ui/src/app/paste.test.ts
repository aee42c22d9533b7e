import { fireEvent, render } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, test } from 'vitest'
import { fakeHost } from '../host/fake'
import App from './App.svelte'
import { keepOutWholeBooks } from './paste'
import { route } from './route.svelte'
import { sitting } from './sitting.svelte'
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

test('what was refused is not said any longer than it is so', async () => {
  fakeHost()
  sitting.hasTable = false
  route.place = { page: 'welcome' }
  render(App)
  const field = document.body.appendChild(document.createElement('textarea'))
  const refused = (): boolean => {
    toasts.clear()
    paste(field, 'x'.repeat(100_000))
    return toasts.now !== undefined
  }
  expect([refused(), paste(field, 'a title'), toasts.now], 'the next paste goes in').toEqual([true, true, undefined])
  expect(refused()).toBe(true)
  await fireEvent.input(field, { target: { value: 'a title' } })
  expect(toasts.now, 'or it is typed').toBeUndefined()
  expect(refused()).toBe(true)
  route.refine({ sheet: 'another' })
  await tick()
  expect(toasts.now, 'or one goes on to something else').toBeUndefined()
  toasts.wrong('The disk is full.')
  await fireEvent.input(field, { target: { value: 'a title' } })
  expect(toasts.now?.text, 'what is so all the same is still said').toBe('The disk is full.')
  field.remove()
})
