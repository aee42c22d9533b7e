import { expect, test } from 'vitest'
import { readsOf, withNames } from '../../app/reads-of'
import { ofFear } from './fear'
import { afraid, ordinary } from './fear-sentences'

test('care never 15: where fear, force, threat or control is written, the line is shown', () => {
  expect(afraid.length).toBeGreaterThanOrEqual(250)
  expect(afraid.filter((text) => !readsOf(text, ofFear)), 'every one of them is found').toEqual([])
})

test('the other one is listened for by name, too, and by the word for each other', () => {
  const named = withNames(ofFear, ['Sam', 'my love'])
  const found = ['I am afraid of Sam.', 'I’m scared of Sam when he drinks.', 'Sam hurt me last night.', 'SAM would kill me', 'I am afraid of my love']
  expect(found.filter((text) => !readsOf(text, named))).toEqual([])
  expect(readsOf('I am afraid of Kim', named), 'of nobody else').toBe(false)
  const ofSam = afraid.map((text) => text.replace(/\b(?:he|she|him)\b/giu, 'Sam').replace(/\bhis\b/giu, 'Sam’s'))
  expect(ofSam.filter((text) => !readsOf(text, named)), 'of Sam as of him').toEqual([])
  expect(ordinary.map((text) => text.replace(/\b(?:he|she)\b/giu, 'Sam')).filter((text) => readsOf(text, named))).toEqual([])
  expect(withNames(ofFear, ['…', ' ']), 'a name without letters is none').toEqual(ofFear)
})

test('a name stands where a pronoun does, with what is joined to it, and where a pronoun may not', () => {
  const named = withNames(["scared that? he'll|he'd find", 'in his|her rage', "he's|she's here", 'afraid !of|he|him'], ['Sam'])
  for (const text of ['Scared Sam’ll find it', 'scared that Sam’d find it', 'in Sam’s rage', 'Sam’s here', 'sams here', 'I was afraid.'])
    expect(readsOf(text, named), text).toBe(true)
  for (const text of ['scared Sam find it', 'Sam here', 'Kim’s here', 'I was afraid Sam had gone'])
    expect(readsOf(text, named), text).toBe(false)
})

test('the line is shown to whoever writes in haste, too', () => {
  const hasty = afraid.map((text) => text.replace(/(?<=n)[’'](?=t)|(?<=i)[’'](?=[mv])|(?<=\bs?he)[’'](?=s)/giu, ''))
  expect(hasty).not.toEqual(afraid)
  expect(hasty.filter((text) => !readsOf(text, ofFear))).toEqual([])
})

test('an ordinary quarrel stays one', () => {
  expect(ordinary.length).toBeGreaterThanOrEqual(250)
  expect(ordinary.filter((text) => readsOf(text, ofFear))).toEqual([])
})

test('a long page is looked through to its end', () => {
  const long = ordinary.join(' ').repeat(100)
  expect(readsOf(long, ofFear)).toBe(false)
  expect(readsOf(`${long} He hits me.`, ofFear)).toBe(true)
})

test('an apostrophe that was left out makes no other word', () => {
  const phrases = ["i'll|he'll find", "don't go", 'said no and|but he', 'fear … him']
  for (const text of ['dont go', 'DON`T go', 'I’ll find', 'said no, but he']) expect(readsOf(text, phrases), text).toBe(true)
  for (const text of ['ill find', 'Hell, find', 'said no. But he', 'fear it, and him']) expect(readsOf(text, phrases), text).toBe(false)
})

test('a phrase is found over spaces and hyphens, not over the end of a sentence', () => {
  const phrases = ["won't let me !finish", 'fear|fears … him|her', '!it hit me', 'in a? rage']
  for (const text of ['He WON’T\n let  me go', 'I fear him', 'she fears being near her', 'He hit-me', 'in rage', 'in a rage.'])
    expect(readsOf(text, phrases), text).toBe(true)
  for (const text of ['He won’t let me finish', 'I won’t. Let me go', 'I fear it. Him, too', 'fear one two three four him', 'It hit me', 'in the rage'])
    expect(readsOf(text, phrases), text).toBe(false)
})

test('a phrase that is a whole sentence is found by itself alone', () => {
  const phrases = ['. help me .', 'because of her .']
  for (const text of ['Help me', 'I cannot go on. Help me!', 'It is late\nhelp me\nI am here', 'It is because of her.', 'because of her, I think'])
    expect(readsOf(text, phrases), text).toBe(true)
  for (const text of ['Help me with the dishes', 'Could you help me?', 'He said, and help me he did', 'because of her knee'])
    expect(readsOf(text, phrases), text).toBe(false)
})
