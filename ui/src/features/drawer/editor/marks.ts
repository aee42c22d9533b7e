import { syntaxTree } from '@codemirror/language'
import { EditorSelection, type ChangeSpec, type EditorState, type StateCommand } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'
import { beginningOf } from './lists'

// Ctrl+B and Ctrl+I put Markdown's own marks around the chosen words, and take them away again.

interface Kind {
  node: 'StrongEmphasis' | 'Emphasis'
  mark: '**' | '*'
  /** Whether so many stars in a row say it. */
  among: (stars: number) => boolean
}
const kinds = {
  strong: { node: 'StrongEmphasis', mark: '**', among: (stars) => stars >= 2 },
  slanted: { node: 'Emphasis', mark: '*', among: (stars) => stars % 2 === 1 },
} satisfies Record<string, Kind>

interface Piece {
  from: number
  to: number
}

/** Puts the marks of `which` around the chosen words or the word at the caret, or takes them away. */
export const toggle =
  (which: keyof typeof kinds): StateCommand =>
  ({ state, dispatch }) => {
    const kind = kinds[which]
    const { main } = state.selection
    const chosen = main.empty ? [wordAt(state, main.head)] : piecesOf(state, main)
    const words = chosen.filter((piece) => !inCode(state, piece))
    if (!words.length) return true
    const plain = words.filter((piece) => marksAround(state, kind, piece) === undefined)
    const isSo = plain.length === 0
    const changes = state.changes(isSo ? takeOff(state, kind, words) : plain.flatMap((piece) => putOn(state, kind, piece)))
    // The same words stay chosen, and a caret between new marks stays between them.
    const at = (place: number, side: -1 | 1): number => changes.mapPos(place, side)
    const selection = main.empty
      ? EditorSelection.cursor(words[0]?.from === words[0]?.to && !isSo ? main.head + kind.mark.length : at(main.head, 1))
      : EditorSelection.range(at(main.anchor, main.anchor < main.head ? 1 : -1), at(main.head, main.anchor < main.head ? -1 : 1))
    dispatch(state.update({ changes, selection, scrollIntoView: true, userEvent: 'input.mark' }))
    return true
  }

/** The word that the caret is in, else the caret itself. */
function wordAt(state: EditorState, at: number): Piece {
  const word = state.wordAt(at)
  return word && word.from < at && at < word.to ? word : { from: at, to: at }
}

/** The chosen words line by line, without the marks a line begins with and the space at its ends: no mark holds across lines. */
function piecesOf({ doc }: EditorState, chosen: Piece): Piece[] {
  const pieces: Piece[] = []
  for (let at = chosen.from; at <= chosen.to; ) {
    const line = doc.lineAt(at)
    const begins = beginningOf(line.text)
    const start = Math.max(chosen.from, line.from + (begins ? begins.quote.length + begins.item.length : headingMark(line.text)))
    const text = doc.sliceString(start, Math.max(start, Math.min(chosen.to, line.to)))
    const from = start + (text.length - text.trimStart().length)
    const to = start + text.trimEnd().length
    if (from < to) pieces.push({ from, to })
    at = line.to + 1
  }
  return pieces
}

const headingMark = (line: string): number => /^ {0,3}#{1,6}[ \t]+/u.exec(line)?.[0].length ?? 0

function inCode(state: EditorState, { from, to }: Piece): boolean {
  const node = around(state, { from, to }, (name) => name === 'InlineCode' || name === 'FencedCode')
  return node !== undefined && node.from < from && to < node.to
}

function around(state: EditorState, { from, to }: Piece, is: (name: string) => boolean): SyntaxNode | undefined {
  for (const side of [1, -1] as const) {
    let node: SyntaxNode | null = syntaxTree(state).resolveInner(side === 1 ? from : to, side)
    for (; node; node = node.parent) if (is(node.name) && node.from <= from && node.to >= to) return node
  }
  return undefined
}

/** The two marks that make a piece what it is. */
function marksAround(state: EditorState, kind: Kind, piece: Piece): [Piece, Piece] | undefined {
  const marks = around(state, piece, (name) => name === kind.node)?.getChildren('EmphasisMark')
  const [first, last] = [marks?.at(0), marks?.at(-1)]
  if (first && last) return [first, last]
  // Marks with nothing between them yet, or where Markdown sees none, as beside a Japanese bracket.
  const { length } = kind.mark
  const stars = Math.min(starsBefore(state, piece.from), starsAfter(state, piece.to))
  if (!kind.among(stars)) return undefined
  return [
    { from: piece.from - length, to: piece.from },
    { from: piece.to, to: piece.to + length },
  ]
}

/** More than three stars say no more than three. */
const most = 4
const starsBefore = (state: EditorState, at: number): number => /\**$/u.exec(state.sliceDoc(Math.max(0, at - most), at))?.[0].length ?? 0
const starsAfter = (state: EditorState, at: number): number => /^\**/u.exec(state.sliceDoc(at, at + most))?.[0].length ?? 0

/** The same emphasis over several lines is taken off once. */
function takeOff(state: EditorState, kind: Kind, pieces: readonly Piece[]): Piece[] {
  const marks = new Map<number, Piece>()
  for (const piece of pieces) for (const { from, to } of marksAround(state, kind, piece) ?? []) marks.set(from, { from, to })
  return [...marks.values()]
}

/** Marks around a piece; those of its parts go. */
function putOn(state: EditorState, kind: Kind, { from, to }: Piece): ChangeSpec[] {
  const inner: ChangeSpec[] = []
  syntaxTree(state).iterate({
    from,
    to,
    enter: ({ name, node }) => {
      if (name !== kind.node || node.from < from || node.to > to) return
      for (const mark of node.getChildren('EmphasisMark')) inner.push({ from: mark.from, to: mark.to })
    },
  })
  return [{ from, insert: kind.mark }, ...inner, { from: to, insert: kind.mark }]
}
