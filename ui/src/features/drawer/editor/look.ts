import { syntaxTree } from '@codemirror/language'
import type { EditorState, Range } from '@codemirror/state'
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view'
import type { SyntaxNodeRef } from '@lezer/common'
import { widthOf } from './width'

// What Markdown looks like while it is typed. Nothing is hidden and nothing is put in: the text gets classes, its
// lines get a class, a direction of their own and the room by which their marks hang out.

/** What a piece of text gets. */
const pieces: Record<string, string> = {
  Emphasis: 'slanted',
  StrongEmphasis: 'strong',
  Strikethrough: 'struck',
  InlineCode: 'code',
  HeaderMark: 'mark',
  QuoteMark: 'mark',
  ListMark: 'mark',
  EmphasisMark: 'mark',
  StrikethroughMark: 'mark',
  CodeMark: 'mark',
  CodeInfo: 'mark',
  HorizontalRule: 'mark',
}

/** What every line of a block gets. */
const blocks: Record<string, string> = {
  ATXHeading1: 'heading one',
  ATXHeading2: 'heading two',
  ATXHeading3: 'heading three',
  ATXHeading4: 'heading three',
  ATXHeading5: 'heading three',
  ATXHeading6: 'heading three',
  Blockquote: 'quote',
  FencedCode: 'codeline',
}

interface LineLook {
  classes: Set<string>
  /** Where the words begin behind the marks of a quote or a list, from the line's start. */
  words: number
}

/** How what stands between `from` and `to` is drawn. */
export function looksOf(state: EditorState, from: number, to: number): Range<Decoration>[] {
  const { doc } = state
  const lines = new Map<number, LineLook>()
  const looks: Range<Decoration>[] = []
  for (let at = from; at <= to; ) {
    const line = doc.lineAt(at)
    lines.set(line.from, { classes: new Set(), words: 0 })
    at = line.to + 1
  }
  syntaxTree(state).iterate({
    from,
    to,
    enter: (node) => {
      const piece = pieceOf(node)
      const { from: start, to: end } = node.name === 'Strikethrough' ? insideOf(node) : node
      if (piece !== undefined && start < end) looks.push(Decoration.mark({ class: piece }).range(start, end))
      for (const start of startsOf(lines, state, node)) {
        for (const one of blocks[node.name]?.split(' ') ?? []) lines.get(start)?.classes.add(one)
      }
      if (names(state, node)) {
        looks.push(quiet.range(node.from - 1, node.from + 1), quiet.range(node.to - 1, node.to + 1))
      }
      if (node.name === 'QuoteMark' || node.name === 'ListMark') hang(lines, state, node)
    },
  })
  for (const [start, look] of lines) looks.push(lineLook(doc.sliceString(start, start + look.words), look).range(start))
  return looks
}

/** A link's text stays as it is, its address and brackets are quiet; `[brackets]` alone are just brackets. */
function pieceOf(node: SyntaxNodeRef): string | undefined {
  if (node.name !== 'LinkMark' && node.name !== 'URL') return pieces[node.name]
  const link = node.node.parent
  return link?.getChild('URL') && (link.name === 'Link' || link.name === 'Image') ? 'mark' : undefined
}

const quiet = Decoration.mark({ class: 'mark' })

/** Whether another page is named, as in [[Sunday, late]]. */
const names = ({ doc }: EditorState, { name, from, to }: SyntaxNodeRef): boolean =>
  name === 'Link' && doc.sliceString(Math.max(0, from - 1), from + 1) === '[[' && doc.sliceString(to - 1, to + 1) === ']]'

/** A line through the words is none through their marks: two tildes would look like a dash. */
const insideOf = ({ node }: SyntaxNodeRef): { from: number; to: number } => ({
  from: node.firstChild?.to ?? node.from,
  to: node.lastChild?.from ?? node.to,
})

/** Those of `lines` that begin in a block. */
function startsOf(lines: Map<number, LineLook>, { doc }: EditorState, node: SyntaxNodeRef): number[] {
  if (!(node.name in blocks)) return []
  const first = doc.lineAt(node.from).from
  return [...lines.keys()].filter((start) => start >= first && start <= node.to)
}

/** A year at the beginning of a sentence is no list: as in `1986. What a summer`. */
const longestNumber = 4

function hang(lines: Map<number, LineLook>, { doc }: EditorState, node: SyntaxNodeRef): void {
  if (node.to - node.from > longestNumber) return
  const line = doc.lineAt(node.from)
  const look = lines.get(line.from)
  if (!look) return
  const end = node.to - line.from
  look.words = Math.max(look.words, end + (/^[ \t]/.test(line.text.slice(end)) ? 1 : 0))
}

function lineLook(marks: string, { classes }: LineLook): Decoration {
  // Every line begins on the side of its own script.
  const attributes: Record<string, string> = { dir: 'auto' }
  if (marks !== '' && !classes.has('codeline')) {
    classes.add('hangs')
    attributes['style'] = `--hang: ${widthOf(marks)}em`
  }
  if (classes.size) attributes['class'] = [...classes].join(' ')
  return Decoration.line({ attributes })
}

const looksIn = (view: EditorView): DecorationSet =>
  Decoration.set(view.visibleRanges.flatMap(({ from, to }) => looksOf(view.state, from, to)), true)

export const look = ViewPlugin.fromClass(
  class {
    looks: DecorationSet
    private stale = false

    constructor(view: EditorView) {
      this.looks = looksIn(view)
    }

    update(update: ViewUpdate): void {
      this.stale ||= update.docChanged || update.viewportChanged || syntaxTree(update.startState) !== syntaxTree(update.state)
      if (!this.stale) return
      // An input method owns the text that it is composing: nothing is drawn anew under it.
      if (update.view.composing) this.looks = this.looks.map(update.changes)
      else {
        this.looks = looksIn(update.view)
        this.stale = false
      }
    }
  },
  { decorations: ({ looks }) => looks },
)
