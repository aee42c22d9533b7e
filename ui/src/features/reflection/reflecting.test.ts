import { beforeEach, expect, test, vi } from 'vitest'
import { people } from '../../app/people.svelte'
import { fakeHost } from '../../host/fake'
import type { ReflectionDraft, ReflectionView } from '../../host/bindings'
import { both } from '../../host/two-people'
import { Reflecting } from './reflecting.svelte'

const empty = { chosen: [], own: [], unsure: false }
const draft: ReflectionDraft = {
  step: 1,
  page: null,
  thread: null,
  threadName: '',
  happened: '',
  topic: null,
  ownTopic: '',
  day: '2026-11-19',
  partOfDay: null,
  showed: empty,
  under: empty,
  needed: [],
  guess: '',
  outside: '',
  theirNeeds: [],
  say: { feel: '', when: '', need: '', ask: '' },
}
const slips = [
  { code: 'plan-1', word: 'a time that holds' },
  { code: 'plan-2', word: 'to know what comes next' },
]
const plan = { code: 'plan', label: 'A plan I can trust', inline: 'a plan I can trust', column: 1, slips }
const rest = { code: 'rest', label: 'Rest', inline: 'rest', column: 3, slips: [{ code: 'rest-1', word: 'to sleep' }] }
const view = {
  id: 'c'.repeat(32),
  today: '2026-11-19',
  draft,
  words: {
    families: [
      { code: 'hurt', name: 'Hurt', words: [{ code: 'hurt-1', word: 'tender' }], beside: [{ code: 'hurt-5', word: 'sore' }] },
    ],
    needs: [plan, rest],
    absolutes: [{ word: 'always', instead: ['often', 'sometimes'] }],
    ofFear: ['afraid of him'],
  },
} as unknown as ReflectionView
const begun = (change: Partial<ReflectionDraft> = {}): Reflecting => new Reflecting({ ...view, draft: { ...draft, ...change } })

beforeEach(() => {
  vi.useFakeTimers()
  people.show(both)
  fakeHost({ reflection_draft: () => ({}) })
  return () => vi.useRealTimers()
})

test('what was taken out of a drawer speaks for it, and goes back in when it is shut', () => {
  const of = begun()
  of.toggleNeed(rest)
  of.toggleNeed(plan)
  expect(of.needWords(of.draft.needed)).toEqual(['rest', 'a plan I can trust'])
  of.toggleSlip('plan-2')
  expect(of.needWords(of.draft.needed)).toEqual(['rest', 'to know what comes next'])
  of.toggleNeed(plan)
  expect(of.draft.needed).toEqual(['rest'])
})

test('a word beside a stroke is said like one on it', () => {
  const of = begun({ showed: { chosen: ['hurt-5', 'hurt-1'], own: ['unheard'], unsure: false } })
  expect(of.feltWords('showed')).toEqual(['sore', 'tender', 'unheard'])
})

test('where there is fear nothing is suggested, until the words are gone', () => {
  const of = begun({ happened: 'It is always the same.' })
  expect(of.absolutes).toHaveLength(1)
  of.say({ feel: 'Afraid of him' })
  vi.runAllTimers()
  expect(of.ofFear).toBe(true)
  expect(of.absolutes).toEqual([])
  of.say({ feel: '' })
  vi.runAllTimers()
  expect(of.ofFear).toBe(false)
})

test('fear is heard in what was written earlier, and in a word of one’s own', () => {
  expect(begun({ guess: 'I am afraid of him' }).ofFear).toBe(true)
  expect(begun({ under: { chosen: [], own: ['afraid  of him'], unsure: false } }).ofFear).toBe(true)
})

test('a word of one’s own that is still being typed is in what is saved, and one of theirs when it is left', async () => {
  const saved: ReflectionDraft[] = []
  fakeHost({ reflection_draft: ({ draft }) => (saved.push(draft), {}) })
  const of = begun({ showed: { chosen: [], own: ['small'], unsure: true } })
  of.typeOwn('un')
  of.typeOwn(' unhe ')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(saved.at(-1)?.showed).toEqual({ chosen: [], own: ['small', 'unhe'], unsure: false })
  expect(of.draft.showed.own, 'it is a chip only once it is left').toEqual(['small'])
  of.turn('under')
  expect(of.draft.showed.own, 'in the layer in which it was typed').toEqual(['small', 'unhe'])
  expect(of.keepTyped(), 'and once').toBeUndefined()
  of.typeOwn('afraid of him')
  vi.runAllTimers()
  expect(of.ofFear, 'it is heard while it is typed').toBe(true)
  of.to(3)
  expect(of.draft.under.own, 'leaving the step takes nothing').toEqual(['afraid of him'])
})

test('only what happened today, and has not been written about, may still be going on', () => {
  expect(begun().isFresh).toBe(true)
  expect(begun({ day: null }).isFresh).toBe(true)
  expect(begun({ day: '2026-10-27' }).isFresh).toBe(false)
  expect(begun({ happened: 'Dinner was at seven.' }).isFresh).toBe(false)
})
