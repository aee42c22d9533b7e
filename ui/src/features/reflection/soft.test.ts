import { expect, test } from 'vitest'
import { readsOf } from '../../app/reads-of'
import { findAbsolutes, movedBy, nearest, stillThere, type Absolute } from './soft'

const absolutes: Absolute[] = [
  { word: 'every time', instead: ['often', 'this time'] },
  { word: 'everyone', instead: ['some people', 'one or two people'] },
  { word: 'always', instead: ['often', 'sometimes'] },
  { word: 'never', instead: ['rarely', 'hardly'] },
]
const words = (text: string): string[] => findAbsolutes(text, absolutes).map(({ word }) => word)

test('always, never, every time and everyone are found, in any capitals', () => {
  expect(words('You’re always late. NEVER mind. It is every  time, and everyone saw.')).toEqual([
    'always',
    'NEVER',
    'every  time',
    'everyone',
  ])
})

test('only whole words: nevertheless is no never', () => {
  expect(words('Nevertheless, sideways and hallways; everyones_')).toEqual([])
})

test('apostrophes are no part of a word', () => {
  expect(words('It’s never’s turn')).toEqual(['never'])
})

test('what somebody quotes is left as it was said', () => {
  for (const quote of [
    `He said 'you never help' and left.`,
    '“You came home,\nand you never listen.”',
    '‹never›',
    '»You never listen«, she said.',
    'I said “you always do” and left',
    'Then: "never again"',
    'Er sagte „always“.',
    'Elle : « never »',
    'She said ‘it’s always me’, twice',
    '> you always do this',
  ])
    expect(words(quote), quote).toEqual([])
  expect(words('“Fine”, I said. You always “help”')).toEqual(['always'])
  expect(words(`It's the kids' room, and it's never tidy`), 'an apostrophe is no quote').toEqual(['never'])
  expect(words('It’s the dogs’ dinner, always, isn’t it')).toEqual(['always'])
})

test('a quote that is still being typed is one to the end of its paragraph', () => {
  for (const quote of ['She said “You never listen', 'Er sagte: „You always', 'Elle : « never', 'Lui : ‹ never', 'Then: "never again', '“Fine”, and “you never'])
    expect(words(`${quote}\nBut you always do`), `${quote}: nobody's words but one's own are written anew`).toEqual(['always'])
  expect(words('"Fine", I said. You always "help", and then: "never')).toEqual(['always'])
  expect(words('“Fine”, I said, and it’s never’s turn, ’cause I always wait')).toEqual(['never', 'always'])
  expect(words("It's the kids' room, 'cause it's never tidy"), 'an apostrophe opens nothing').toEqual(['never'])
})

test('words of fear are found wherever they stand, with either apostrophe', () => {
  const fear = ["won't let me", 'afraid of him', 'gun']
  expect(readsOf('He won’t  let me go out', fear)).toBe(true)
  expect(readsOf('“I am AFRAID of him”', fear)).toBe(true)
  expect(readsOf('We had begun', fear)).toBe(false)
  expect(readsOf('anything', [])).toBe(false)
})

test('a rewrite begins the way the word began', () => {
  const [found] = findAbsolutes('Always the same', absolutes)
  expect(found?.instead).toEqual(['Often', 'Sometimes'])
})

test('places are counted as the field counts them, emoji and all', () => {
  const text = '🍽️ never'
  const [found] = findAbsolutes(text, absolutes)
  expect(text.slice(found!.from, found!.to)).toBe('never')
})

test('a word that was typed over is no longer there', () => {
  const [found] = findAbsolutes('It always happens', absolutes)
  expect(stillThere('It always happens on Thursdays', found!)).toBe(true)
  expect(stillThere('It often happens', found!)).toBe(false)
})

test('nothing is found where a language has no list', () => {
  expect(findAbsolutes('always', [])).toEqual([])
})

test('of two words as near to the caret the one before it is spoken of', () => {
  const found = findAbsolutes('always, never', absolutes)
  expect([0, 6, 7, 8, 13].map((caret) => nearest(found, caret)?.word)).toEqual(['always', 'always', 'always', 'never', 'never'])
  expect(nearest([], 3)).toBeUndefined()
})

test('a caret before a rewritten word stays, one in it stands behind it, one after it moves along', () => {
  const [always] = findAbsolutes('it always is', absolutes)
  expect([0, 3, 5, 9, 12].map((at) => movedBy(always!, 'often', at))).toEqual([0, 3, 8, 8, 11])
})
