import { deleteCharBackward, undo } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import axe from 'axe-core'
import { beforeEach, expect, test, vi } from 'vitest'
import { lockDrawer, onLock } from '../../../app/lock'
import { toasts } from '../../../app/toasts.svelte'
import type { PictureId } from '../../../host/bindings'
import { fakeHost } from '../../../host/fake'
import { letPicturesGo } from '../pictures'
import WithPictures from '../WithPictures.svelte'
import Editor from './Editor.svelte'
import type { PageHand } from './page-view'
import { insertPicture } from './pictures'

const id = (letter: string): PictureId => letter.repeat(32) as PictureId
const mark = (words: string, letter = 'a'): string => `![${words}](picture:${id(letter)})`
const gone = vi.fn()

beforeEach(() => {
  letPicturesGo()
  gone.mockReset()
  Object.assign(URL, { createObjectURL: () => 'blob:jetty', revokeObjectURL: gone })
  fakeHost({
    picture_data: ({ picture }) => (picture === id('a') ? { mediaType: 'image/png', bytes: btoa('x') } : null),
    drawer_lock: () => ({ value: {}, changed: { stale: [], undo: null } }),
  })
})

interface Opened {
  view: EditorView
  field: HTMLElement
  told: string[]
  pasted: (Blob | undefined)[]
  hand: () => PageHand
  ready: () => Promise<void>
}
function open(value: string, most = 1_000_000): Opened {
  const told: string[] = []
  const pasted: (Blob | undefined)[] = []
  cleanup()
  let hand: PageHand | undefined
  const { component } = render(Editor, {
    value,
    label: 'Page text',
    placeholder: 'Write here.',
    most,
    find: undefined,
    onInput: (text: string) => void told.push(text),
    onPicture: (picture: Blob | undefined) => void pasted.push(picture),
    get hand() {
      return hand
    },
    set hand(next: PageHand | undefined) {
      hand = next
    },
  })
  const field = screen.getByRole('textbox', { name: 'Page text' })
  return { view: EditorView.findFromDOM(field)!, field, told, pasted, hand: () => hand!, ready: () => (component as { readyForPaper: () => Promise<void> }).readyForPaper() }
}
const words = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'What the picture shows' })

test('a picture stands where its mark stands, with its words for those who do not see it', async () => {
  const { field } = open(`Before.\n\n${mark('the jetty')}\n\nAfter.`)
  const image = await screen.findByRole('img', { name: 'the jetty' })
  await waitFor(() => expect(image.getAttribute('src')).toBe('blob:jetty'))
  expect(field.textContent, 'no address is ever read').not.toContain('picture:')
  expect(words().value).toBe('the jetty')
  const { violations } = await axe.run(field, { rules: { region: { enabled: false } } })
  expect(violations).toEqual([])
})

test('its words are typed below it and are words of the page', async () => {
  const { view, told } = open(`${mark('')}\nAfter.`)
  await fireEvent.input(words(), { target: { value: 'the jetty ](x) at dusk' } })
  expect(view.state.doc.toString()).toBe(`${mark('the jetty ] (x) at dusk')}\nAfter.`)
  expect(told.at(-1)).toBe(view.state.doc.toString())
  expect(screen.getByRole('img').getAttribute('alt'), 'the same picture stays in its place').toBe('the jetty ] (x) at dusk')
  await fireEvent.keyDown(words(), { key: 'Enter' })
  expect(view.state.selection.main.head).toBe(view.state.doc.line(1).to)
})

test('its words break where there is no more room, and none of them is cut off', async () => {
  const { view } = open(`${mark('')}\nAfter.`)
  const room = (): string | undefined => words().parentElement?.dataset['words']
  expect(room(), 'what is asked for has its room').toBe(words().placeholder)
  const long = 'the jetty at dusk, with the lamp that nobody had lit, and the boat that came in late'
  await fireEvent.input(words(), { target: { value: long } })
  expect([words().tagName, room()], 'a field of one line would cut it').toEqual(['TEXTAREA', long])
  await fireEvent.input(words(), { target: { value: 'two\nlines' } })
  expect(view.state.doc.line(1).text, 'a mark has one line').toBe(mark('two lines'))
  expect(words().value).toBe('two lines')
})

test('it is taken out whole: by its button, and by Backspace behind it', async () => {
  const { view } = open(`Before.\n${mark('one')}\nAfter.`)
  await fireEvent.click(screen.getByRole('button', { name: 'Take it out' }))
  expect(view.state.doc.toString()).toBe('Before.\nAfter.')
  const other = open(`Before ${mark('two')}`).view
  other.dispatch({ selection: { anchor: other.state.doc.length } })
  deleteCharBackward(other)
  expect(other.state.doc.toString(), 'nothing of the mark is left').toBe('Before ')
})

test('one that is put in gets a line of its own, and Ctrl+Z takes it out', () => {
  const { view } = open('Before after')
  view.dispatch({ selection: { anchor: 6 } })
  insertPicture(view, id('a'), { at: 6 }, () => true)
  expect(view.state.doc.toString()).toBe(`Before\n\n${mark('')}\n\n after`)
  expect(view.state.selection.main.head).toBe(view.state.doc.toString().indexOf(' after'))
  undo(view)
  expect(view.state.doc.toString()).toBe('Before after')
})

test('what arrives later comes to the place it was asked for at, and takes nothing away', () => {
  const { view, hand } = open('Before after')
  view.dispatch({ selection: { anchor: 0, head: 6 } })
  const [one, other] = [hand().place(), hand().place()]
  view.dispatch({ changes: { from: 0, insert: 'Long ' }, userEvent: 'input.type' })
  view.dispatch({ changes: { from: 11, insert: ' and' }, userEvent: 'input.type' })
  view.dispatch({ selection: { anchor: 15, head: 21 } })
  hand().showPicture(id('a'), one)
  hand().showPicture(id('b'), other)
  expect(view.state.doc.toString()).toBe(`Long Before\n\n${mark('')}\n\n${mark('', 'b')}\n\n and after`)
  const { from, to } = view.state.selection.main
  expect(view.state.sliceDoc(from, to), 'what is chosen by then stays, and stays chosen').toBe(' after')
  hand().write('[[plates]]')
  expect(view.state.doc.toString().endsWith(' and after[[plates]]')).toBe(true)
})

test('past the longest page nothing is let in, and words say so', async () => {
  const { view, hand } = open(mark('the jetty'), 70)
  const before = view.state.doc.toString()
  hand().showPicture(id('b'))
  expect(toasts.now?.text).toContain('This page holds no more')
  hand().write('x'.repeat(40))
  await fireEvent.input(words(), { target: { value: 'the jetty at dusk, with the lamp' } })
  expect(view.state.doc.toString()).toBe(before)
  expect(words().value, 'the line says what is kept').toBe('the jetty')
  await fireEvent.input(words(), { target: { value: 'dusk' } })
  expect(view.state.doc.toString(), 'fewer words fit').toBe(mark('dusk'))
  toasts.clear()
})

test('a picture is neither dragged out of a page nor has a menu of its own', async () => {
  open(mark('the jetty'))
  const image = screen.getByRole<HTMLImageElement>('img')
  expect(image.draggable).toBe(false)
  for (const way of ['contextmenu', 'dragstart']) expect(image.dispatchEvent(new Event(way, { bubbles: true, cancelable: true })), way).toBe(false)
  cleanup()
  render(WithPictures, { text: mark('the jetty') })
  const read = await screen.findByRole<HTMLImageElement>('img')
  expect(read.draggable).toBe(false)
  for (const way of ['contextmenu', 'dragstart']) expect(read.dispatchEvent(new Event(way, { cancelable: true })), way).toBe(false)
})

test('paper waits until its pictures are drawn, and shows the words of those that are not here', async () => {
  let drawn = (): void => undefined
  const decode = vi.fn(() => new Promise<void>((done) => (drawn = done)))
  Object.assign(HTMLImageElement.prototype, { decode })
  const { ready } = open(`${mark('the jetty')} ${mark('the lamp', 'b')}${mark('', 'c')}`)
  let isReady = false
  const waiting = ready().then(() => (isReady = true))
  await waitFor(() => expect(decode).toHaveBeenCalledTimes(1))
  expect(isReady).toBe(false)
  drawn()
  await waiting
  const paper = document.querySelector('.printed')
  expect(paper?.querySelector('img')?.getAttribute('src')).toBe('blob:jetty')
  expect(paper?.textContent.trim()).toBe('the lamp')
  dispatchEvent(new Event('afterprint'))
  await waitFor(() => expect(document.querySelector('.printed')).toBeNull())
})

test('one that is not in the drawer says so, and keeps its words', async () => {
  open(mark('the lamp', 'b'))
  expect(await screen.findByText('This picture isn’t in the drawer.')).toBeTruthy()
  expect(words().value).toBe('the lamp')
})

test('a picture is pasted where no words are, also one that the web view keeps to itself', () => {
  const { field, pasted } = open('')
  const picture = new File(['x'], 'x.png', { type: 'image/png' })
  const paste = (text: string, files: File[]): boolean => {
    const event = new Event('paste', { bubbles: true, cancelable: true })
    Object.assign(event, { clipboardData: { files, getData: (kind: string) => (kind === 'text/plain' ? text : '') } })
    return field.dispatchEvent(event)
  }
  expect(paste('', [picture])).toBe(false)
  expect(paste('', [])).toBe(false)
  expect(pasted).toEqual([picture, undefined])
  paste('words that came with it', [picture])
  expect(pasted, 'words are words').toHaveLength(2)
})

test('when the drawer is locked no picture is left in the document', async () => {
  const { field } = open(mark('the jetty'))
  await waitFor(() => expect(screen.getByRole('img').getAttribute('src')).toBe('blob:jetty'))
  const shut = onLock(letPicturesGo)
  await lockDrawer()
  shut()
  expect(document.querySelector('img'), 'it left with the words').toBeNull()
  expect(field.isConnected).toBe(false)
  await waitFor(() => expect(gone).toHaveBeenCalledWith('blob:jetty'))
})
