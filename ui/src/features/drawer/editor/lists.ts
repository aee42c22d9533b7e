import { insertNewline } from '@codemirror/commands'
import { syntaxTree } from '@codemirror/language'
import { EditorSelection, type EditorState, type Line, type StateCommand } from '@codemirror/state'

// Enter in a list or a quote: the next line begins as this one did; on an item without words the list ends.

interface Beginning {
  /** The marks of a quote, with what is before them. */
  quote: string
  /** The list's own marks, from its indent to the space behind it. */
  item: string
  /** How the next item begins. */
  next: string
}

const quotes = /^(?:[ \t]{0,3}>[ \t]?)*/u
// Up to three digits: a year begins a sentence.
const items = /^([ \t]*)(?:([-*+])|(\d{1,3})([.)]))([ \t]+)(\[[ xX]\][ \t])?/u

/** How a line begins that stands in a quote or a list. */
export function beginningOf(line: string): Beginning | undefined {
  const quote = quotes.exec(line)?.[0] ?? ''
  const found = items.exec(line.slice(quote.length))
  if (!found) return quote === '' ? undefined : { quote, item: '', next: '' }
  const [item, indent = '', bullet, number, stop = '', gap = '', box] = found
  const mark = bullet ?? `${Number(number) + 1}${stop}`
  return { quote, item, next: `${indent}${mark}${gap}${box === undefined ? '' : '[ ] '}` }
}

const asItIs = new Set(['FencedCode', 'HorizontalRule'])

function isAsItIs(state: EditorState, line: Line): boolean {
  let node = syntaxTree(state).resolveInner(line.to, -1)
  while (!asItIs.has(node.name)) {
    if (!node.parent) return false
    node = node.parent
  }
  return true
}

/** Right under a quote, one's own words would still be its paragraph's: https://spec.commonmark.org/0.31.2/#lazy-continuation-line */
function outOfQuote({ doc }: EditorState, { number }: Line): string {
  const above = number > 1 ? doc.line(number - 1).text : ''
  return quotes.exec(above)?.[0] ? '\n' : ''
}

export const enter: StateCommand = (target) => {
  const { state, dispatch } = target
  const { from, to, empty } = state.selection.main
  const line = state.doc.lineAt(from)
  const begins = beginningOf(line.text)
  const marks = begins ? begins.quote.length + begins.item.length : 0
  if (!begins || from < line.from + marks || isAsItIs(state, line)) return insertNewline(target)
  const ends = empty && line.text.slice(marks).trim() === ''
  // One step back at a time: out of the list, then out of the quote.
  const stays = begins.item === '' ? outOfQuote(state, line) : begins.quote
  const change = ends
    ? { from: line.from, to: line.to, insert: stays }
    : { from, to, insert: `\n${begins.quote}${begins.next}` }
  const caret = EditorSelection.cursor(change.from + change.insert.length)
  dispatch(state.update({ changes: change, selection: caret, scrollIntoView: true, userEvent: 'input' }))
  return true
}
