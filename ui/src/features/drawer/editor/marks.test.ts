import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { markdown } from './markdown'
import { toggle } from './marks'

/** Presses Ctrl+B or Ctrl+I with what stands between `[` and `]` chosen; the answer shows what is chosen then. */
function after(text: string, which: 'strong' | 'slanted' = 'strong'): string {
  const anchor = text.indexOf('[')
  const head = text.indexOf(']') - 1
  const doc = text.replace(/[[\]]/gu, '')
  let state = EditorState.create({ doc, selection: { anchor, head }, extensions: [markdown] })
  toggle(which)({ state, dispatch: (done) => (state = done.state) })
  const { from, to } = state.selection.main
  return `${state.sliceDoc(0, from)}[${state.sliceDoc(from, to)}]${state.sliceDoc(to)}`
}

test.each([
  ['not [always] so', 'not **[always]** so'],
  ['not [always ]so', 'not **[always** ]so'],
  ['al[]ways', '**al[]ways**'],
  ['so []', 'so **[]**'],
  ['[one\n\ntwo]', '**[one**\n\n**two]**'],
  ['[- tea\n- milk]', '[- **tea**\n- **milk]**'],
  ['[# Sunday]', '[# **Sunday]**'],
  ['[a **b** c]', '**[a b c]**'],
  ['*[b]*', '***[b]***'],
])('Ctrl+B makes %j strong', (before, then) => expect(after(before)).toBe(then))

test.each([
  ['not **[always]** so', 'not [always] so'],
  ['not [**always**] so', 'not [always] so'],
  ['not **al[]ways** so', 'not al[]ways so'],
  ['so **[]**', 'so []'],
  ['__[so]__', '[so]'],
  ['***[b]***', '*[b]*'],
  ['[**one**\n\n**two**]', '[one\n\ntwo]'],
  ['「**[強い]**」です', '「[強い]」です'],
])('Ctrl+B once more takes it back: %j', (before, then) => expect(after(before)).toBe(then))

test.each([
  ['not [always] so', 'not *[always]* so'],
  ['not *[always]* so', 'not [always] so'],
  ['not _[always]_ so', 'not [always] so'],
  ['**[b]**', '***[b]***'],
  ['***[b]***', '**[b]**'],
  ['so **[]**', 'so ***[]***'],
])('Ctrl+I slants %j, or stands it up again', (before, then) => expect(after(before, 'slanted')).toBe(then))

test('half of it strong becomes all of it strong', () => {
  expect(after('[**one**\n\ntwo]')).toBe('[**one**\n\n**two]**')
})

test('code is left as it is', () => {
  expect(after('`a [b] c`')).toBe('`a [b] c`')
  expect(after('```\n[b]\n```')).toBe('```\n[b]\n```')
})
