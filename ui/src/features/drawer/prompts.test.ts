import { expect, test } from 'vitest'
import { prompts } from '../../i18n/en/later/prompts'
import { fitting, questionOf, seasonOf, themes } from './prompts'

test('there are at least a hundred and twenty questions, each of its own', () => {
  const all: string[] = Object.values(prompts).flatMap(({ questions }) => [...questions])
  expect(all.length).toBeGreaterThanOrEqual(120)
  expect(new Set(all).size).toBe(all.length)
  for (const words of all) expect(words, words).toMatch(/^\p{Lu}.*[?]$|, in one line\?$/u)
})

test('the season is the one outside, on both halves of the earth', () => {
  expect(seasonOf('2026-11-23', 'Europe/Berlin')).toBe('autumn')
  expect(seasonOf('2026-12-01', 'America/New_York')).toBe('winter')
  expect(seasonOf('2027-02-28', 'Europe/Berlin')).toBe('winter')
  expect(seasonOf('2026-11-23', 'Australia/Sydney')).toBe('spring')
  expect(seasonOf('2026-12-24', 'Pacific/Auckland')).toBe('summer')
  expect(seasonOf('2026-07-01', 'America/Sao_Paulo')).toBe('winter')
  expect(seasonOf('2026-07-01', 'America/Manaus'), 'whatever the core takes for south').toBe('winter')
  expect(seasonOf('2026-07-01', 'Indian/Maldives')).toBe('summer')
})

test('no season lies there that it is not', () => {
  expect(fitting('autumn')).toContain('autumn')
  expect(fitting('autumn')).not.toContain('spring')
  expect(fitting('autumn')).toHaveLength(themes.length - 3)
})

test('a day keeps its question, and going on brings every one of them before one comes again', () => {
  const among = fitting('winter')
  expect(questionOf('2026-12-24', 0, among)).toEqual(questionOf('2026-12-24', 0, among))
  const count = among.reduce((sum, theme) => sum + prompts[theme].questions.length, 0)
  const seen = new Set(Array.from({ length: count }, (_, nth) => questionOf('2026-12-24', nth, among).words))
  expect(seen.size).toBe(count)
})

test('within one theme every question has its turn', () => {
  const seen = new Set(Array.from({ length: 11 }, (_, nth) => questionOf('2026-12-24', nth, ['us']).words))
  expect(seen.size).toBe(11)
})
