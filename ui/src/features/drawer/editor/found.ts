import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view'

// The light behind what a search found, for as much of the page as is in sight.

export type Find = (text: string) => readonly { from: number; to: number }[]

const nothing: Find = () => []
const light = Decoration.mark({ tagName: 'mark' })

export const lookFor = StateEffect.define<Find | undefined>()

const finding = StateField.define<Find>({
  create: () => nothing,
  update: (before, { effects }) => {
    const asked = effects.find((effect) => effect.is(lookFor))
    return asked ? (asked.value ?? nothing) : before
  },
})

const foundIn = ({ state, visibleRanges }: EditorView): DecorationSet => {
  const find = state.field(finding)
  if (find === nothing) return Decoration.none
  const lights = visibleRanges.flatMap((range) =>
    find(state.sliceDoc(range.from, range.to)).map(({ from, to }) => light.range(range.from + from, range.from + to)),
  )
  return Decoration.set(lights, true)
}

const lit = ViewPlugin.fromClass(
  class {
    lights: DecorationSet
    private stale = false

    constructor(view: EditorView) {
      this.lights = foundIn(view)
    }

    update(update: ViewUpdate): void {
      const asked = update.startState.field(finding) !== update.state.field(finding)
      this.stale ||= asked || update.docChanged || update.viewportChanged
      if (!this.stale) return
      if (update.view.composing) this.lights = this.lights.map(update.changes)
      else {
        this.lights = foundIn(update.view)
        this.stale = false
      }
    }
  },
  { decorations: ({ lights }) => lights },
)

export const found = [finding, lit]
