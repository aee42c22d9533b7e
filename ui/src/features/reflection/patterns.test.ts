import { expect, test } from 'vitest'
import type { PatternsView } from '../../host/bindings'
import { saidInWords } from './patterns-words'

const need = (label: string, inline: string, times: number, lit = false) => ({ code: inline, label, inline, times, lit })
const year: PatternsView = {
  enough: true,
  reflections: 14,
  since: '2026-03-04',
  surfaces: [
    { label: 'Being late', inline: 'being late', times: 5, under: [3, 2, 0, 0] },
    { label: 'Dishes', inline: 'dishes', times: 3, under: [1, 0, 2, 0] },
    { label: null, inline: null, times: 6, under: [3, 2, 0, 1] },
  ],
  needs: [
    need('To come first', 'to come first', 7, true),
    need('A plan I can trust', 'a plan I can trust', 4),
    need('Appreciation', 'appreciation', 2),
    need('To be heard', 'to be heard', 1),
  ],
}
const text = (view: PatternsView): string => saidInWords(view).map((said) => said.text).join('')

test('the paragraph says what the picture shows', () => {
  expect(text(year)).toBe(
    'Fourteen reflections. They looked like being late, dishes and something without a name. ' +
      'Half of them, seven, were about wanting to come first; four about a plan I can trust; ' +
      'two about appreciation; one about wanting to be heard.',
  )
})

test('the need that lies in the light is said firmly', () => {
  expect(saidInWords(year).filter(({ voice }) => voice === 'strong').map((said) => said.text)).toEqual([
    'wanting to come first',
  ])
})

test('where one argument was about two things, it says so', () => {
  const [first, ...rest] = year.needs
  expect(text({ ...year, needs: [{ ...first!, times: 9 }, ...rest] })).toContain('Nine of them were about wanting to come first')
  expect(text({ ...year, needs: [{ ...first!, times: 9 }, ...rest] })).toMatch(/Some were about more than one thing\.$/)
})
