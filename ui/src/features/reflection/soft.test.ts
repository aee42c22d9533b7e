import { expect, test } from 'vitest'
import { findAbsolutes, stillThere, type Absolute } from './soft'

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

test('quotation marks and apostrophes are no part of a word', () => {
  const [found] = findAbsolutes('I said “always”, which isn’t even true', absolutes)
  expect(found).toMatchObject({ from: 8, to: 14, word: 'always' })
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
