// Which question lies on an empty page. Nothing is kept of it: not which was shown, not which was taken.
import zones from '../../../../src-tauri/crates/domain/words/south.txt?raw'
import { prompts } from '../../i18n/en/later/prompts'
import { listed } from './core-list'

export type Theme = keyof typeof prompts
export const themes = Object.keys(prompts) as Theme[]
const seasons = ['winter', 'spring', 'summer', 'autumn'] as const
type Season = (typeof seasons)[number]

/** The core's own list, as the search has it: there the seasons come half a year later. */
const south: ReadonlySet<string> = new Set(listed(zones))

/** The season of a civil day ("2026-11-23") in `zone`, by whole months. */
export function seasonOf(day: string, zone: string): Season {
  const month = Number(day.slice(5, 7))
  const quarter = Math.floor((month % 12) / 3) + (south.has(zone) ? 2 : 0)
  return seasons[quarter % 4] ?? 'winter'
}

/** Those that may lie there by themselves on that day: every theme, and of the seasons the one that it is. */
export const fitting = (season: Season): Theme[] =>
  themes.filter((theme) => theme === season || !(seasons as readonly Theme[]).includes(theme))

/**
 * The question of a day, and those that follow it. Each day begins at another theme, and going on walks through
 * all of them before one comes again.
 */
export function questionOf(day: string, nth: number, among: readonly Theme[]): { theme: Theme; words: string } {
  const number = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) || 0
  const place = number + nth
  const theme = among[place % among.length] ?? 'day'
  const { questions } = prompts[theme]
  const words = questions[Math.floor(place / among.length) % questions.length] ?? questions[0]
  return { theme, words }
}

export const nameOf = (theme: Theme): string => prompts[theme].name
