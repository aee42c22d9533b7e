import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { looksOf } from './look'
import { markdown } from './markdown'

interface Look {
  class?: string
  attributes?: Record<string, string>
}

function looks(doc: string): { text: string; look: string }[] {
  const state = EditorState.create({ doc, extensions: [markdown] })
  ensureSyntaxTree(state, doc.length)
  return looksOf(state, 0, doc.length).map(({ from, to, value }) => {
    const { class: piece, attributes } = value.spec as Look
    const line = state.doc.lineAt(from)
    return { text: from === to ? line.text : doc.slice(from, to), look: piece ?? `line ${attributes?.['class'] ?? ''}`.trim() }
  })
}
const lookOf = (doc: string, text: string): string[] => looks(doc).filter((one) => one.text === text).map(({ look }) => look)

test.each([
  ['# Sunday', '#', ['mark']],
  ['# Sunday', '# Sunday', ['line heading one']],
  ['### Sunday', '### Sunday', ['line heading three']],
  ['so *very* much', '*very*', ['slanted']],
  ['so __very__ much', '__very__', ['strong']],
  ['so ~~very~~ much', 'very', ['struck']],
  ['so `very` much', '`very`', ['code']],
  ['> I said', '> I said', ['line quote hangs']],
  ['> I said', '>', ['mark']],
  ['- tea', '- tea', ['line hangs']],
  ['10. tea', '10.', ['mark']],
  ['```\na\n```', 'a', ['line codeline']],
  ['after [[Sunday, late]]', '[[', ['mark']],
  ['after [[Sunday, late]]', ']]', ['mark']],
  ['[here](https://a.example)', 'https://a.example', ['mark']],
])('%j: %j gets %j', (doc, text, look) => expect(lookOf(doc, text)).toEqual(look))

test.each([
  ['[a thought]', '['],
  ['<b>', '<b>'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['    four spaces', '    four spaces'],
  ['a day\n---', 'a day'],
  ['https://a.example', 'https://a.example'],
  ['&amp;', '&amp;'],
  ['2 * 3 * 4', '2 * 3 * 4'],
])('%j is text like any other', (doc, text) => expect(lookOf(doc, text).filter((look) => look !== 'line')).toEqual([]))

test('a year at the beginning of a sentence does not hang out', () => {
  expect(lookOf('1986. What a summer', '1986. What a summer')).toEqual(['line'])
})

test('every line has a direction of its own', () => {
  const state = EditorState.create({ doc: 'one\n\nשלום\n', extensions: [markdown] })
  const directions = looksOf(state, 0, state.doc.length).map(({ value }) => (value.spec as Look).attributes?.['dir'])
  expect(directions).toEqual(['auto', 'auto', 'auto', 'auto'])
})
