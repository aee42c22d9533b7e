import './style-sheet'
import { history, redo, standardKeymap, undo } from '@codemirror/commands'
import { EditorState, Text, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import type { PictureId } from '../../../host/bindings'
import { found, lookFor, type Find } from './found'
import { enter } from './lists'
import { look } from './look'
import { markdown } from './markdown'
import { toggle } from './marks'
import { follow, insertPicture, picturesOf, type HasRoom, type PictureWays, type Place } from './pictures'

/** What a page is written with, while it lies open. */
export interface PageHand {
  focus: () => void
  lookFor: (find: Find | undefined) => void
  text: () => string
  /** Where the caret is, or what is chosen ends: kept in mind, through all that is typed, for what will come there. */
  place: () => Place
  /** Puts a picture there, on a line of its own; at the end where no place is known. */
  showPicture: (picture: PictureId, place?: Place) => void
  /** Puts words at the caret, behind what is chosen. */
  write: (words: string) => void
  /** Takes the view and its words away, out of the document and out of the hand. */
  destroy: () => void
}

interface Begun {
  parent: HTMLElement
  text: string
  label: string
  placeholder: string
  onInput: (text: string) => void
  /** Whether there is room for what is pasted in place of what is chosen. */
  onPaste: HasRoom
  /** The same for what comes in another way. */
  hasRoom: HasRoom
  pictures: Omit<PictureWays, 'hasRoom'>
  /** What is pasted is no words: the picture, where the web view hands it over. */
  onPicture: (picture: Blob | undefined) => void
}

export function openPage(begun: Begun): PageHand {
  const places = new Set<Place>()
  const following = EditorView.updateListener.of(({ transactions }) => {
    for (const change of transactions) for (const place of places) follow(place, change)
  })
  let view: EditorView | undefined = new EditorView({
    parent: begun.parent,
    state: EditorState.create({ doc: textOf(begun.text), extensions: [extensionsFor(begun), following] }),
  })
  return {
    focus: () => view?.focus(),
    lookFor: (find) => view?.dispatch({ effects: lookFor.of(find) }),
    text: () => view?.state.doc.toString() ?? '',
    place: () => {
      const place = { at: view?.state.selection.main.to ?? 0 }
      places.add(place)
      return place
    },
    showPicture: (picture, place) => {
      if (!view) return
      if (place) places.delete(place)
      insertPicture(view, picture, place ?? { at: view.state.doc.length }, begun.hasRoom)
    },
    write: (words) => {
      if (!view) return
      const { state } = view
      const at = state.selection.main.to
      if (begun.hasRoom(words, '', state.doc.toString()))
        view.dispatch({ changes: { from: at, insert: words }, selection: { anchor: at + words.length }, scrollIntoView: true, userEvent: 'input' })
      view.focus()
    },
    destroy: () => {
      view?.destroy()
      view = undefined
    },
  }
}

// The text is the text: lines end at \n and nowhere else, so that a CR, or a page separator, stays what it is.
const lineBreak = EditorState.lineSeparator.of('\n')
const textOf = (text: string): Text => Text.of(text.split('\n'))

/** As in every field: what another system copied has the line breaks of this page. */
const pastedLines = EditorView.clipboardInputFilter.of((text) => text.replace(/\r\n?/gu, '\n'))

// Tab is not among them: it leaves the page.
const keys = keymap.of([
  { key: 'Mod-b', run: toggle('strong'), preventDefault: true },
  { key: 'Mod-i', run: toggle('slanted'), preventDefault: true },
  { key: 'Enter', run: enter },
  { key: 'Mod-z', run: undo, preventDefault: true },
  { key: 'Mod-y', mac: 'Mod-Shift-z', run: redo, preventDefault: true },
  { linux: 'Ctrl-Shift-z', run: redo, preventDefault: true },
  ...standardKeymap,
])

function extensionsFor({ label, placeholder: hint, onInput, onPaste, hasRoom, pictures, onPicture }: Begun): Extension {
  return [
    lineBreak,
    history(),
    keys,
    markdown,
    look,
    picturesOf({ ...pictures, hasRoom }),
    found,
    placeholder(hint),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, autocomplete: 'off' }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) onInput(state.doc.toString())
    }),
    pastedLines,
    EditorView.domEventHandlers({
      // Nothing chosen is nothing copied, and no line is kept aside where it would outlive the page.
      copy: nothingChosen,
      cut: nothingChosen,
      drop: (event) => (event.dataTransfer?.files.length ?? 0) > 0,
      paste: (event, { state }) => {
        const { from, to } = state.selection.main
        const pasted = event.clipboardData?.getData('text/plain') ?? ''
        if (pasted === '') {
          onPicture(pictureIn(event.clipboardData))
          return true
        }
        return !onPaste(pasted, state.sliceDoc(from, to), state.doc.toString())
      },
    }),
  ]
}

/** A picture among what was copied. */
const pictureIn = (copied: DataTransfer | null): File | undefined =>
  [...(copied?.files ?? [])].find(({ type }) => type.startsWith('image/'))

const nothingChosen = (_: ClipboardEvent, { state }: EditorView): boolean => state.selection.main.empty
