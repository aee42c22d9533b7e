// A ritual while it is being written: what the sheet edits, how it is checked, how it is sent.
import type { PromiseLine, Rhythm, RitualCard, RitualDraft, RitualId, Who, Wording } from '../../host/bindings'
import { readTime } from '../../i18n/format'
import { asRhythm, byWeekdays, isCalendar, isOnce, readRhythm, weekly, type RhythmDraft } from './rhythm'

export interface Draft {
  id: RitualId | null
  title: string
  why: string
  promises: (PromiseLine & { key: number })[]
  small: string
  /** As typed; empty for a third of the whole. */
  smallMinutes: string
  rhythm: RhythmDraft
  zone: string
  /** As typed. */
  at: string
  /** As typed. */
  minutes: string
  lead: number | null
  wording: Wording
  who: Who
  resting: boolean
}

/** Where and when a draft is written: the zone of this computer, and the couple's day. */
export interface Here {
  zone: string
  today: string
}

export type Wrongable =
  | 'title'
  | 'why'
  | 'small'
  | 'smallMinutes'
  | 'promises'
  | 'days'
  | 'times'
  | 'after'
  | 'until'
  | 'at'
  | 'minutes'
/** Which field cannot be kept, and the word for why; the catalogue has the sentence. */
export type Wrong = Partial<Record<Wrongable, string>>

/** All that was typed, to take along. */
export const wordsOf = ({ title, why, promises, small }: Draft): string =>
  [title, why, ...promises.map(({ words }) => words), small].filter((words) => words.trim()).join('\n')

/** The core keeps the same limits; these only spare a round trip. */
export const most = { title: 120, why: 2_000, promise: 200, promises: 12, minutes: 1_440, weeks: 52, days: 100 } as const

let keys = 0
export const freshPromise = (words = '', ours = true): Draft['promises'][number] => ({ key: ++keys, words, ours })

export function draftOf(ritual: RitualCard, { zone, today }: Here): Draft {
  const when = ritual.when ?? { rhythm: weekly([]), at: '21:30', zone }
  return {
    id: ritual.id,
    title: ritual.title,
    why: ritual.why,
    promises: ritual.promises.map(({ words, ours }) => freshPromise(words, ours)),
    small: ritual.small,
    smallMinutes: ritual.smallMinutes === null ? '' : String(ritual.smallMinutes),
    rhythm: readRhythm(when.rhythm, today),
    zone: when.zone,
    at: when.at,
    minutes: String(ritual.minutes),
    lead: ritual.lead,
    wording: ritual.wording,
    who: ritual.who,
    resting: ritual.resting,
  }
}

/** Where a new ritual starts from. */
export interface Start {
  title: string
  promises: readonly string[]
  small: string
  rhythm: Rhythm
  at: string
  minutes: number
  who: Who
}

export const blank: Start = {
  title: '',
  promises: [],
  small: '',
  rhythm: weekly([1, 2, 3, 4, 5, 6, 7]),
  at: '21:30',
  minutes: 10,
  who: 'together',
}

export function draftFrom(start: Start, { zone, today }: Here): Draft {
  return {
    id: null,
    title: start.title,
    why: '',
    promises: start.promises.map((words) => freshPromise(words)),
    small: start.small,
    smallMinutes: '',
    rhythm: readRhythm(start.rhythm, today),
    zone,
    at: start.at,
    minutes: String(start.minutes),
    // What only offers itself is announced when someone chooses so, and not before.
    lead: start.rhythm.kind === 'anyDays' ? null : 10,
    wording: 'discreet',
    who: start.who,
    resting: false,
  }
}

/** "10", "10 min", "1 h", "1:30" as whole minutes; undefined when it is no length. */
export function readMinutes(typed: string): number | undefined {
  const clean = typed.normalize('NFKC').trim().toLowerCase()
  const hours = /^(\d{1,2})\s*(?:h|hours?)$/.exec(clean)
  const both = /^(\d{1,2}):(\d{2})$/.exec(clean)
  const plain = /^(\d{1,4})\s*(?:m|min|mins|minutes?)?$/.exec(clean)
  let found: number | undefined
  if (hours) found = Number(hours[1]) * 60
  else if (both) found = Number(both[1]) * 60 + Number(both[2])
  else if (plain) found = Number(plain[1])
  return found !== undefined && found >= 1 && found <= most.minutes ? found : undefined
}

/** How long the small version takes while nobody has said so: a third, as the core reckons. */
export const thirdOf = (minutes: number): number => Math.max(1, Math.floor(minutes / 3))

const long = (text: string, limit: number): boolean => Array.from(text.trim()).length > limit

/** What keeps a draft from being kept. An end that has passed keeps nothing else from being changed. */
export function check(draft: Draft, today = '', before?: Draft): Wrong {
  const wrong: Wrong = {}
  if (!draft.title.trim()) wrong.title = 'rituals.wrong.title'
  else if (long(draft.title, most.title)) wrong.title = 'rituals.wrong.titleLong'
  if (long(draft.why, most.why)) wrong.why = 'rituals.wrong.long'
  if (long(draft.small, most.why)) wrong.small = 'rituals.wrong.long'
  if (draft.promises.some((line) => long(line.words, most.promise))) wrong.promises = 'rituals.wrong.long'
  if (draft.promises.filter((line) => line.words.trim()).length > most.promises) wrong.promises = 'rituals.wrong.many'
  if (readTime(draft.at) === undefined) wrong.at = 'rituals.wrong.time'
  const minutes = readMinutes(draft.minutes)
  if (minutes === undefined) wrong.minutes = 'rituals.wrong.minutes'
  if (draft.smallMinutes.trim() && (readMinutes(draft.smallMinutes) ?? Infinity) > (minutes ?? most.minutes)) {
    wrong.smallMinutes = 'rituals.wrong.smallMinutes'
  }
  const asBefore = before !== undefined && before.id !== null && JSON.stringify(before.rhythm) === JSON.stringify(draft.rhythm)
  return { ...wrong, ...checkRhythm(draft.rhythm, asBefore ? '' : today) }
}

function checkRhythm(rhythm: RhythmDraft, today: string): Wrong {
  if (rhythm.other !== null) return {}
  if (rhythm.segment === 'after') return rhythm.after === null ? { after: 'rituals.wrong.after' } : {}
  if (isOnce(rhythm)) return rhythm.onceDay < today ? { until: 'rituals.wrong.until' } : {}
  const wrong: Wrong = {}
  if (byWeekdays(rhythm) && rhythm.days.length === 0) wrong.days = 'rituals.wrong.days'
  if (isCalendar(rhythm) && rhythm.ends === 'on' && rhythm.until < today) wrong.until = 'rituals.wrong.until'
  return wrong
}

/** What the core is asked to keep; only for a draft that passed `check`. */
export function asAsked(draft: Draft): RitualDraft {
  return {
    id: draft.id,
    title: draft.title,
    why: draft.why,
    promises: draft.promises.map(({ words, ours }) => ({ words, ours })),
    small: draft.small,
    smallMinutes: readMinutes(draft.smallMinutes) ?? null,
    when: { rhythm: asRhythm(draft.rhythm), at: readTime(draft.at) ?? draft.at, zone: draft.zone },
    minutes: readMinutes(draft.minutes) ?? 0,
    lead: draft.lead,
    wording: draft.wording,
    who: draft.who,
    resting: draft.resting,
  }
}

/** Whether the sheet holds something that leaving would lose. */
export const differs = (draft: Draft, from: Draft): boolean =>
  JSON.stringify(asAsked(draft)) !== JSON.stringify(asAsked(from))
