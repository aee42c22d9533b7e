import { expect, test } from 'vitest'
import { foundIn } from './marking'

const found = (text: string, query: string): string[] => foundIn(text, query).map(({ from, to }) => text.slice(from, to))

test('whole words are lit, and the one that is still being typed', () => {
  expect(found('I keep thinking about Thursday. Not the food, nor the foods.', 'food thurs')).toEqual(['Thursday', 'food'])
  expect(found('plates and platefuls', 'plates ')).toEqual(['plates'])
  expect(found('a page', 'a p'), 'from its first letter on').toEqual(['a', 'page'])
})

test('a phrase is lit in one piece or not at all', () => {
  expect(found('on Thursday nights, on a Thursday', '"thursday nights"')).toEqual(['Thursday nights'])
  expect(found('on Thursday', '"thursday nights"')).toEqual([])
  expect(found('I don’t know', 'don’t ')).toEqual(['don’t'])
})

test('capitals and accents do not matter, and scripts without spaces are found within', () => {
  expect(found('Ein Café, zwei CAFÉS', 'cafe')).toEqual(['Café', 'CAFÉS'])
  expect(found('昨日は東京都にいた', '東京')).toEqual(['東京'])
  expect(found('كنا في البيت', 'بيت')).toEqual(['بيت'])
  expect(found('היינו בבית', 'בית')).toEqual(['בית'])
  expect(found('昨日スシを', 'すし'), 'either kana').toEqual(['スシ'])
  expect(found('کتابی در مدرسة', 'كتابي مدرسه')).toEqual(['کتابی', 'مدرسة'])
  expect(found('Wyjazd do Łodzi, na Øre, Straße', 'lodzi ore strasse')).toEqual(['Łodzi', 'Øre', 'Straße'])
  expect(found('late again #work', '#wor'), 'a tag that is being typed').toEqual(['work'])
})

test('a tag is lit where it is one, and its word nowhere else', () => {
  expect(found('The river walk. #river and #rivers', '#river ')).toEqual(['river'])
  expect(found('Plain river, nothing else.', '#river')).toEqual([])
  expect(foundIn('a river #River', '#river')).toEqual([{ from: 9, to: 14 }])
  expect(found('#money/rent, #money-box', '#money '), 'with those below it').toEqual(['money/rent'])
  expect(found('a#work &#work #1 #work', '#work '), 'only where it begins a word').toEqual(['work'])
  expect(found('by the river, #quiet', '#quiet river')).toEqual(['river', 'quiet'])
  expect(found('on #emoji😀 days', '#emoji😀 ')).toEqual(['emoji😀'])
  expect(found('a river #river', '"#river"'), 'in quotes it is a word').toEqual(['river', 'river'])
})

test('nothing that is typed is a pattern', () => {
  for (const query of ['', ' ', '(', '[-', '.*', '\\', '"']) expect(found('a (b) [c] .*', query)).toEqual([])
})
