// The picture of Patterns as a paragraph: the same facts, in one breath.
import type { PatternsView } from '../../host/bindings'
import { t } from '../../i18n'
import { capital, count, listOf } from '../../i18n/format'

export interface Said {
  text: string
  /** The need that lies in the light is said firmly, the second one in italics. */
  voice: 'plain' | 'strong' | 'em'
}

/** "to come first" is something one wants; "rest" stands by itself. */
const about = (inline: string): string =>
  inline.startsWith('to ') ? t('reflection.patterns.wanting', { need: inline }) : inline

/** What the plot shows, as pieces of a sentence. */
export function saidInWords(view: PatternsView): Said[] {
  const { reflections: all, needs, surfaces } = view
  const topics = surfaces.map((surface) => surface.inline ?? t('reflection.patterns.noNameInline'))
  const start = t('reflection.patterns.reflections', { count: all, words: capital(count(all)) })
  const looked = t('reflection.patterns.lookedLike', { topics: listOf(topics) })
  const said: Said[] = [{ text: `${start} ${looked} `, voice: 'plain' }]
  needs.forEach((need, i) => {
    const words = count(need.times)
    const whole = i === 0 ? first(need.times, all, words) : rest(need.times, words)
    const [before = '', after = ''] = whole.split('\u0001')
    const inline = about(need.inline)
    const voice = need.lit ? 'strong' : i <= 1 ? 'em' : 'plain'
    said.push({ text: i === 0 ? capital(before) : before, voice: 'plain' }, { text: inline, voice })
    said.push({ text: after + (i < needs.length - 1 ? t('reflection.patterns.join') : t('reflection.patterns.end')), voice: 'plain' })
  })
  if (needs.reduce((sum, need) => sum + need.times, 0) > all)
    said.push({ text: ` ${t('reflection.patterns.several')}`, voice: 'plain' })
  return said.filter(({ text }) => text !== '')
}

// The place of the need inside the sentence, so that a language may put it where it wants.
const here = '\u0001'

function first(times: number, all: number, words: string): string {
  if (times === all) return t('reflection.patterns.mostAll', { count: times, need: here })
  if (times * 2 === all) return t('reflection.patterns.mostHalf', { count: times, words, need: here })
  return t('reflection.patterns.most', { count: times, words, need: here })
}

function rest(times: number, words: string): string {
  return t('reflection.patterns.rest', { count: times, words, need: here })
}
