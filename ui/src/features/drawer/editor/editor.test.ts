import { EditorView } from '@codemirror/view'
import { render, screen, waitFor } from '@testing-library/svelte'
import axe from 'axe-core'
import { flushSync } from 'svelte'
import { expect, test, vi } from 'vitest'
import { lockDrawer } from '../../../app/lock'
import { toasts } from '../../../app/toasts.svelte'
import { fakeHost } from '../../../host/fake'
import Editor from './Editor.svelte'

interface Props {
  value?: string
  most?: number
  find?: (text: string) => { from: number; to: number }[]
}

function open({ value = '', most = 1_000_000, find }: Props = {}): { field: HTMLElement; view: EditorView; told: string[]; change: (props: Props) => Promise<void> } {
  const told: string[] = []
  const props = { value, label: 'Page text', placeholder: 'Write here.', most, find, onInput: (text: string) => void told.push(text), onPicture: () => undefined }
  const { rerender } = render(Editor, props)
  const field = screen.getByRole('textbox', { name: 'Page text' })
  return { field, view: EditorView.findFromDOM(field)!, told, change: (next) => rerender({ ...props, ...next }) }
}

function write(view: EditorView, text: string, at = view.state.doc.length): void {
  view.dispatch({ changes: { from: at, insert: text }, userEvent: 'input.type' })
}

function key(field: HTMLElement, init: KeyboardEventInit): boolean {
  return field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
}

function clipboard(field: HTMLElement, type: string, text = ''): { went: boolean; setData: ReturnType<typeof vi.fn> } {
  const event = new Event(type, { bubbles: true, cancelable: true })
  const setData = vi.fn()
  Object.assign(event, { clipboardData: { files: [], getData: (kind: string) => (kind === 'text/plain' ? text : ''), setData, clearData: () => undefined } })
  return { went: field.dispatchEvent(event), setData }
}

/** Pieces that a careless editor changes. */
const hard = ['a', ' ', '\t', '\n', '\r\n', '\r', '\u2028', '\u2029', '\u200e', '\u202e', '\u0301', '👩‍👩‍👧', '𠮷', '\ufeff', '\u00a0', '\u0000', 'שלום', '**', '> ', '- ', '# ', '`', '<b>', '[x](y)', '  \n']

/** A row of numbers that is the same each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state
  }
}

test('the text is the text, whatever is in it and wherever it is changed', () => {
  const next = numbers(7)
  for (let round = 0; round < 40; round++) {
    const pick = (): string => hard[next() % hard.length]!
    let expected = Array.from({ length: next() % 60 }, pick).join('')
    const { view, told } = open({ value: expected })
    expect(view.state.doc.toString()).toBe(expected)
    for (let change = 0; change < 8; change++) {
      const at = next() % (expected.length + 1)
      const words = pick()
      write(view, words, at)
      expected = expected.slice(0, at) + words + expected.slice(at)
      expect(told.at(-1), `round ${round}`).toBe(expected)
    }
    document.body.replaceChildren()
  }
})

test('opening a page tells of no change', () => {
  expect(open({ value: 'as\r\nit was \n' }).told).toEqual([])
})

test('what was typed can be taken back and done again', () => {
  const { field, view, told } = open({ value: 'Not the food.' })
  write(view, ' The not knowing.')
  key(field, { key: 'z', ctrlKey: true })
  expect(told.at(-1)).toBe('Not the food.')
  key(field, { key: 'y', ctrlKey: true })
  expect(told.at(-1)).toBe('Not the food. The not knowing.')
})

test('Tab leaves the page', () => {
  const { field, told } = open({ value: 'a' })
  expect(key(field, { key: 'Tab' }), 'the window may move on').toBe(true)
  expect(told).toEqual([])
})

test('the field is a plain one for whoever listens, and no one spells or fills it in', async () => {
  const { field } = open({ value: '# Sunday\n- tea' })
  expect(field.getAttribute('aria-multiline')).toBe('true')
  for (const off of ['spellcheck', 'writingsuggestions']) expect(field.getAttribute(off)).toBe('false')
  for (const off of ['autocorrect', 'autocapitalize', 'autocomplete']) expect(field.getAttribute(off)).toBe('off')
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
  expect(violations).toEqual([])
})

test('no_html_of_a_page_is_ever_run', () => {
  const { field } = open({ value: '<img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](https://a.example/b.png)\n\n<script>alert(1)</script>' })
  expect(field.querySelectorAll('img[src], a, script, [onerror], [href]').length, 'it is all letters').toBe(0)
  expect(field.textContent).toContain('<img src=x onerror=alert(1)>')
})

test('what is pasted has the line breaks of the page', () => {
  const { field, told } = open()
  clipboard(field, 'paste', 'one\r\ntwo\rthree')
  expect(told.at(-1)).toBe('one\ntwo\nthree')
})

test('more than a page holds stays where it was copied from', () => {
  const { field, told } = open({ value: 'here', most: 100 })
  expect(clipboard(field, 'paste', 'x'.repeat(200)).went).toBe(false)
  expect(told).toEqual([])
  expect(toasts.now?.kind).toBe('wrong')
  toasts.clear()
})

test('copying takes what is chosen and nothing else', () => {
  const { field, view, told } = open({ value: 'only the *middle* of it' })
  getSelection()?.setBaseAndExtent(field, 0, field, 0)
  expect(clipboard(field, 'copy').setData, 'not the line').not.toHaveBeenCalled()
  expect(clipboard(field, 'cut').setData).not.toHaveBeenCalled()
  view.focus()
  view.dispatch({ selection: { anchor: 9, head: 17 } })
  const { setData } = clipboard(field, 'copy')
  expect(setData.mock.calls).toEqual([['text/plain', '*middle*']])
  expect(told).toEqual([])
})

test('what a search found stands in the light, and only while it is looked for', async () => {
  const { field, change } = open({ value: 'I keep thinking about Thursday.' })
  await change({ find: (text) => [{ from: text.indexOf('Thursday'), to: text.indexOf('Thursday') + 8 }] })
  expect(field.querySelector('mark')?.textContent).toBe('Thursday')
  await change({})
  expect(field.querySelector('mark')).toBeNull()
})

test('locking_takes_the_page_away_before_anything_else_is_drawn', () => {
  fakeHost({ drawer_lock: () => new Promise(() => undefined) })
  const { field, view } = open({ value: 'the plates' })
  write(view, ' were mine')
  void lockDrawer()
  expect(document.body.textContent, 'at once').not.toContain('plates')
  expect(field.isConnected).toBe(false)
})

test('what is printed is the whole page, and it stands there only while it is printed', () => {
  const { view } = open({ value: 'the first words\n'.repeat(2_000) })
  const paper = (): string | undefined => document.querySelector('.printed')?.textContent
  dispatchEvent(new Event('beforeprint'))
  expect(paper()).toBe(view.state.doc.toString())
  void lockDrawer()
  flushSync()
  expect(paper(), 'locking takes it away, too').toBeUndefined()
})

test('under an input method nothing is drawn anew until it is done', async () => {
  const { field, view, told } = open({ value: 'so *very' })
  view.focus()
  const letters = field.querySelector('.cm-line')!.firstChild as Text
  getSelection()?.collapse(letters, letters.length)
  field.dispatchEvent(new Event('compositionstart', { bubbles: true }))
  letters.data += '*'
  getSelection()?.collapse(letters, letters.length)
  await waitFor(() => expect(told.at(-1)).toBe('so *very*'))
  expect(view.composing).toBe(true)
  expect(field.querySelector('.slanted'), 'the letters stay where the method put them').toBeNull()
  expect(letters.isConnected).toBe(true)
  field.dispatchEvent(new Event('compositionend', { bubbles: true }))
  await waitFor(() => expect(field.querySelector('.slanted')?.textContent).toBe('*very*'))
})
