import { syntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { enter } from './lists'
import { markdown } from './markdown'

/** Presses Enter at the `|` in `text`; the answer has it where the caret is then. */
function afterEnter(text: string): string {
  const at = text.indexOf('|')
  let state = EditorState.create({ doc: text.replace('|', ''), selection: { anchor: at }, extensions: [markdown] })
  enter({ state, dispatch: (done) => (state = done.state) })
  const { head } = state.selection.main
  return `${state.sliceDoc(0, head)}|${state.sliceDoc(head)}`
}

test.each([
  ['- tea|', '- tea\n- |'],
  ['* tea|', '* tea\n* |'],
  ['9. tea|', '9. tea\n10. |'],
  ['1) tea|', '1) tea\n2) |'],
  ['  - tea|', '  - tea\n  - |'],
  ['- [x] tea|', '- [x] tea\n- [ ] |'],
  ['> I said|', '> I said\n> |'],
  ['> - tea|', '> - tea\n> - |'],
  ['- one |two', '- one \n- |two'],
])('Enter goes on with %j', (before, after) => expect(afterEnter(before)).toBe(after))

test.each([
  ['- tea\n- |', '- tea\n|'],
  ['- tea\n- |\n- milk', '- tea\n|\n- milk'],
  ['> so\n> |', '> so\n\n|'],
  ['> > so\n> > |', '> > so\n\n|'],
  ['> so\n> |\n> there', '> so\n\n|\n> there'],
  ['so\n> |', 'so\n|'],
  ['> - tea\n> - |', '> - tea\n> |'],
  ['- [ ] |', '|'],
])('Enter on an item without words ends it: %j', (before, after) => expect(afterEnter(before)).toBe(after))

test.each([
  ['a day|', 'a day\n|'],
  ['1986. What a summer|', '1986. What a summer\n|'],
  ['-|', '-\n|'],
  ['|- tea', '\n|- tea'],
  ['-| tea', '-\n| tea'],
  ['- - -|', '- - -\n|'],
  ['```\n- a command|\n```', '```\n- a command\n|\n```'],
  ['– “Where were you?”|', '– “Where were you?”\n|'],
])('Enter is a line break in %j', (before, after) => expect(afterEnter(before)).toBe(after))

test('Enter takes the place of what is chosen', () => {
  let state = EditorState.create({ doc: '- tea and milk', selection: { anchor: 5, head: 10 }, extensions: [markdown] })
  enter({ state, dispatch: (done) => (state = done.state) })
  expect(state.sliceDoc()).toBe('- tea\n- milk')
})

test('one’s own words under a quote are not the quote’s', () => {
  const doc = afterEnter('> You always leave me\n> |').replace('|', 'You came late.')
  const state = EditorState.create({ doc, extensions: [markdown] })
  const quote = syntaxTree(state).topNode.getChild('Blockquote')
  expect(state.sliceDoc(quote?.from, quote?.to)).toBe('> You always leave me')
})
