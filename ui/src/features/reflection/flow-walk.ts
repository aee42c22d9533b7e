// Walking over the flow plot with the arrow keys: from one thing on top to the next, and down to what lay underneath.
import { t } from '../../i18n'
import { count, listOf } from '../../i18n/format'
import type { Flow, FlowData } from './flow'

export interface Mark {
  row: 'top' | 'foot'
  x: number
  /** What it says, with what it flows from or into. */
  said: string
}

/** Everything that the plot shows, on top first. */
export function marksOf(shown: Flow, data: FlowData, all: number): Mark[] {
  // A topic is said in full, however little of it has room in the picture.
  const topic = (i: number): string => data.surfaces[i]?.label ?? ''
  const tops = shown.tops.map(({ times, x }, i): Mark => {
    const needs = shown.feet.flatMap((foot, n) => {
      const under = data.surfaces[i]?.under[n] ?? 0
      return under ? [t('reflection.patterns.walk.part', { count: under, what: foot.text, words: count(under) })] : []
    })
    const said = needs.length
      ? t('reflection.patterns.walk.topic', { count: times, topic: topic(i), words: count(times), needs: listOf(needs) })
      : t('reflection.patterns.walk.bare', { count: times, topic: topic(i), words: count(times) })
    return { row: 'top', x, said }
  })
  const feet = shown.feet.map(({ text, times, x }, n): Mark => {
    const topics = shown.tops.flatMap((_, i) => {
      const under = data.surfaces[i]?.under[n] ?? 0
      return under ? [t('reflection.patterns.walk.part', { count: under, what: topic(i), words: count(under) })] : []
    })
    return { row: 'foot', x, said: t('reflection.patterns.walk.need', { need: text, words: count(times), all: count(all), topics: listOf(topics) }) }
  })
  return [...tops, ...feet]
}

/** Where a key leads from the mark at `at`; undefined for a key that leads nowhere. The picture's own sides count. */
export function walk(marks: readonly Mark[], at: number, key: string): number | undefined {
  const from = marks[at]
  if (!from) return undefined
  const within = marks.map((mark, place) => ({ ...mark, place }))
  const row = within.filter((mark) => mark.row === from.row).sort((a, b) => a.x - b.x)
  const here = row.findIndex(({ place }) => place === at)
  switch (key) {
    case 'ArrowLeft':
      return row[Math.max(0, here - 1)]?.place
    case 'ArrowRight':
      return row[Math.min(row.length - 1, here + 1)]?.place
    case 'Home':
      return row[0]?.place
    case 'End':
      return row.at(-1)?.place
    case 'ArrowUp':
    case 'ArrowDown': {
      const other = within.filter((mark) => mark.row === (key === 'ArrowDown' ? 'foot' : 'top'))
      if (key === (from.row === 'top' ? 'ArrowUp' : 'ArrowDown')) return at
      return other.sort((a, b) => Math.abs(a.x - from.x) - Math.abs(b.x - from.x))[0]?.place
    }
    default:
      return undefined
  }
}
