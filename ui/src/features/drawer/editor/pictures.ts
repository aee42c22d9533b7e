import type { EditorState, Range, Transaction } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view'
import type { PictureId } from '../../../host/bindings'
import { markOf, picturesIn, stays, type Shown } from '../pictures'

// A picture stands in the page where its mark stands in the text. Below it is a line for what it shows, which those
// hear who do not see it: that line is the mark's own words, and nothing else of the mark is ever seen or half taken
// away.

export interface PictureWords {
  /** The name of the line below a picture. */
  label: string
  placeholder: string
  takeOut: string
  /** Instead of a picture that is not here. */
  gone: string
}

export interface PictureWays {
  words: PictureWords
  urlOf: (picture: PictureId) => Promise<string | undefined>
  hasRoom: HasRoom
}

/** Whether the page has room for `added` in place of `instead`. Where it has none, it is said. */
export type HasRoom = (added: string, instead: string, page: string) => boolean

class PictureWidget extends WidgetType {
  constructor(
    private readonly shown: Pick<Shown, 'picture' | 'words'>,
    private readonly ways: PictureWays,
  ) {
    super()
  }

  override eq({ shown }: PictureWidget): boolean {
    return shown.picture === this.shown.picture && shown.words === this.shown.words
  }

  override toDOM(view: EditorView): HTMLElement {
    const { ways, shown } = this
    const place = document.createElement('span')
    place.className = 'picture'
    place.contentEditable = 'false'
    place.dataset['picture'] = shown.picture
    const image = document.createElement('img')
    stays(image)
    image.addEventListener('load', () => view.requestMeasure())
    const foot = document.createElement('span')
    foot.className = 'picturefoot'
    const room = document.createElement('span')
    room.className = 'picturewords'
    const words = document.createElement('textarea')
    words.rows = 1
    words.autocomplete = 'off'
    words.spellcheck = false
    words.dir = 'auto'
    words.setAttribute('aria-label', ways.words.label)
    words.placeholder = ways.words.placeholder
    words.addEventListener('input', () => say(view, place, words, ways.hasRoom))
    words.addEventListener('keydown', (event) => {
      if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
      event.preventDefault()
      event.stopPropagation()
      leave(view, place)
    })
    const out = document.createElement('button')
    out.type = 'button'
    out.className = 'link small'
    out.textContent = ways.words.takeOut
    out.addEventListener('click', () => takeOut(view, place))
    room.append(words)
    foot.append(room, out)
    place.append(image, foot)
    this.updateDOM(place)
    void ways.urlOf(shown.picture).then((url) => {
      if (url !== undefined) image.src = url
      else {
        const gone = document.createElement('span')
        gone.className = 'picturegone'
        gone.textContent = ways.words.gone
        image.replaceWith(gone)
      }
      view.requestMeasure()
    })
    return place
  }

  /** The same picture keeps its place while its words are typed. */
  override updateDOM(place: HTMLElement): boolean {
    if (place.dataset['picture'] !== this.shown.picture) return false
    const [image, words] = [place.querySelector('img'), place.querySelector('textarea')]
    if (image) image.alt = this.shown.words
    if (!words) return true
    if (words.value !== this.shown.words) words.value = this.shown.words
    // As tall as its words are: they lie behind it, unseen.
    if (words.parentElement) words.parentElement.dataset['words'] = this.shown.words || words.placeholder
    return true
  }

  override ignoreEvent(): boolean {
    return true
  }
}

/** The mark of the picture that stands in `place`. */
function markAt(view: EditorView, place: HTMLElement): Shown | undefined {
  const line = view.state.doc.lineAt(view.posAtDOM(place))
  const at = view.posAtDOM(place) - line.from
  const found = picturesIn(line.text).find(({ from }) => from === at)
  return found && { ...found, from: line.from + found.from, to: line.from + found.to }
}

function say(view: EditorView, place: HTMLElement, field: HTMLTextAreaElement, hasRoom: HasRoom): void {
  const mark = markAt(view, place)
  if (!mark) return
  const insert = markOf(mark.picture, field.value)
  const before = view.state.sliceDoc(mark.from, mark.to)
  // Fewer words are always let in: they may be what makes room.
  if (insert.length > before.length && !hasRoom(insert, before, view.state.doc.toString())) {
    field.value = mark.words
    return
  }
  view.dispatch({ changes: { from: mark.from, to: mark.to, insert }, userEvent: 'input.type.words' })
}

/** Back to the text, behind the picture. */
function leave(view: EditorView, place: HTMLElement): void {
  const mark = markAt(view, place)
  if (mark) view.dispatch({ selection: { anchor: mark.to } })
  view.focus()
}

function takeOut(view: EditorView, place: HTMLElement): void {
  const mark = markAt(view, place)
  if (!mark) return
  // A line that held nothing else goes with it.
  const line = view.state.doc.lineAt(mark.from)
  const alone = line.from === mark.from && line.to === mark.to
  const to = alone && line.to < view.state.doc.length ? line.to + 1 : mark.to
  view.dispatch({ changes: { from: mark.from, to }, selection: { anchor: mark.from }, userEvent: 'delete' })
  view.focus()
}

/** A place in the text where something is on its way to, wherever that place moves meanwhile. */
export interface Place {
  at: number
}

/** What is typed at a place comes after what is on its way there; of two pictures, the later one comes after. */
export function follow(place: Place, change: Transaction): void {
  place.at = change.changes.mapPos(place.at, change.isUserEvent('input.picture') ? 1 : -1)
}

/** Puts a picture on a line of its own. It takes nothing's place, and moves only a caret that waits for it there. */
export function insertPicture(view: EditorView, picture: PictureId, { at }: Place, hasRoom: HasRoom): void {
  const { state } = view
  const line = state.doc.lineAt(at)
  const before = state.sliceDoc(line.from, at).trim() === '' ? '' : '\n\n'
  const after = state.sliceDoc(at, line.to).trim() === '' ? '\n' : '\n\n'
  const insert = `${before}${markOf(picture)}${after}`
  if (!hasRoom(insert, '', state.doc.toString())) return
  const { empty, head } = state.selection.main
  const waits = empty && head === at
  view.dispatch({
    changes: { from: at, insert },
    ...(waits ? { selection: { anchor: at + insert.length }, scrollIntoView: true } : {}),
    userEvent: 'input.picture',
  })
}

function looksOf(state: EditorState, from: number, to: number, ways: PictureWays): Range<Decoration>[] {
  const first = state.doc.lineAt(from).from
  const text = state.sliceDoc(first, state.doc.lineAt(to).to)
  return picturesIn(text).map((shown) =>
    Decoration.replace({ widget: new PictureWidget(shown, ways) }).range(first + shown.from, first + shown.to),
  )
}

export const picturesOf = (ways: PictureWays) =>
  ViewPlugin.fromClass(
    class {
      looks: DecorationSet
      private stale = false

      constructor(view: EditorView) {
        this.looks = this.looksIn(view)
      }

      update(update: ViewUpdate): void {
        this.stale ||= update.docChanged || update.viewportChanged
        if (!this.stale) return
        if (update.view.composing) this.looks = this.looks.map(update.changes)
        else {
          this.looks = this.looksIn(update.view)
          this.stale = false
        }
      }

      private looksIn({ state, visibleRanges }: EditorView): DecorationSet {
        return Decoration.set(visibleRanges.flatMap(({ from, to }) => looksOf(state, from, to, ways)), true)
      }
    },
    {
      decorations: ({ looks }) => looks,
      // The caret steps over a picture, and Backspace takes all of it.
      provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.looks ?? Decoration.none),
    },
  )
