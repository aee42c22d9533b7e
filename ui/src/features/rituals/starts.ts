// The starting points: routines that most people already half have. Words are the catalogue's, rhythms ours.
import type { Motif, PaperInk } from '../../design/papers'
import type { Rhythm, Who } from '../../host/bindings'
import { say, t, words, type ListKey } from '../../i18n'
import type { Start } from './draft'
import { weekly } from './rhythm'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const workdays = [1, 2, 3, 4, 5]

/** What stands behind an idea: studies, the habit of many therapists, or nothing but us. */
export type Evidence = 'tested' | 'common' | 'ours'

interface Shape {
  rhythm: Rhythm
  at: string
  minutes: number
  who: Who
  evidence: Evidence
  /** The pattern paper of its card. */
  paper: { motif: Motif; ink: PaperInk }
}

const anyTwoDays: Rhythm = { kind: 'anyDays', times: 2, days: [...everyDay] }
const monthly = (nth: number, day: number, every = 1): Rhythm => ({
  kind: 'calendar',
  pattern: { kind: 'monthWeekday', every, nth, day },
  ends: { kind: 'never' },
  except: [],
  extra: [],
})
const shape = (
  rhythm: Rhythm,
  at: string,
  minutes: number,
  who: Who,
  evidence: Evidence,
  motif: Motif,
  ink: PaperInk,
): Shape => ({ rhythm, at, minutes, who, evidence, paper: { motif, ink } })

/** For two at a table. */
const forTwo = {
  checkIn: shape(weekly(everyDay), '21:30', 10, 'together', 'common', 'rings', 'verdigris'),
  chapter: shape(weekly([1, 3, 5]), '21:45', 15, 'together', 'ours', 'sprig', 'moss'),
  appreciation: shape(weekly(everyDay), '22:15', 1, 'each', 'tested', 'seeds', 'madder'),
  coffee: shape(weekly(everyDay), '07:15', 15, 'together', 'ours', 'leaves', 'marigold'),
  hug: shape(weekly(workdays), '08:10', 5, 'together', 'common', 'scales', 'damson'),
  story: shape(weekly([7]), '20:00', 30, 'together', 'ours', 'moons', 'night'),
  midday: shape(weekly(workdays), '12:30', 1, 'each', 'ours', 'dashes', 'slate'),
  sideBySide: shape(weekly([6]), '21:00', 20, 'together', 'common', 'waves', 'verdigris'),
  somewhere: shape(monthly(1, 5), '18:00', 180, 'together', 'tested', 'lattice', 'plum'),
  gettingHome: shape(weekly(workdays), '18:00', 10, 'together', 'common', 'sprig', 'madder'),
  goodNews: shape(anyTwoDays, '19:00', 10, 'together', 'tested', 'moons', 'marigold'),
  walk: shape(anyTwoDays, '19:30', 30, 'together', 'ours', 'waves', 'moss'),
  open: shape(weekly([7]), '15:00', 60, 'together', 'ours', 'dashes', 'damson'),
  standingDate: shape(weekly([5], 2), '19:30', 120, 'together', 'common', 'rings', 'night'),
  project: shape(weekly([6]), '16:00', 60, 'together', 'ours', 'lattice', 'slate'),
  apart: shape(weekly([4]), '19:00', 120, 'each', 'ours', 'leaves', 'verdigris'),
  friends: shape(monthly(-1, 6), '19:00', 180, 'together', 'ours', 'seeds', 'marigold'),
  outside: shape(monthly(1, 7, 4), '11:00', 7, 'each', 'tested', 'scales', 'plum'),
} as const satisfies Record<string, Shape>

/** For one alone. What was tested or is used with couples is not said to be so of one person. */
const forOne = {
  midday: forTwo.midday,
  noticed: shape(weekly(everyDay), '22:15', 1, 'each', 'ours', 'seeds', 'moss'),
  tenQuiet: shape(weekly(everyDay), '21:30', 10, 'each', 'ours', 'moons', 'slate'),
  ownChapter: shape(weekly([1, 3, 5]), '21:45', 15, 'each', 'ours', 'sprig', 'damson'),
  ownCoffee: shape(weekly(everyDay), '07:15', 15, 'each', 'ours', 'leaves', 'madder'),
  ownWalk: shape(anyTwoDays, '19:30', 30, 'each', 'ours', 'waves', 'slate'),
  ownHour: shape(weekly([7]), '15:00', 60, 'each', 'ours', 'dashes', 'plum'),
  ownProject: shape(weekly([6]), '16:00', 60, 'each', 'ours', 'lattice', 'verdigris'),
  ownSomewhere: shape(monthly(1, 5), '18:00', 180, 'each', 'ours', 'lattice', 'marigold'),
  ownFriends: shape(monthly(-1, 6), '19:00', 180, 'each', 'ours', 'rings', 'marigold'),
} as const satisfies Record<string, Shape>

const shapes = { ...forTwo, ...forOne }

export type StartName = keyof typeof shapes
export const startNames = Object.keys(shapes) as StartName[]
/** Those that suit whoever sits at the table. */
export const startsFor = (alone: boolean): readonly StartName[] => Object.keys(alone ? forOne : forTwo) as StartName[]
export const isStart = (name: string | undefined): name is StartName => name !== undefined && Object.hasOwn(shapes, name)

export interface Idea extends Start {
  name: StartName
  what: string
  /** How often, in words. */
  often: string
  /** "Tested in studies: Algoe and others, 2010" */
  label: string
  paper: Shape['paper']
}

export function idea(name: StartName): Idea {
  const shape: Shape = shapes[name]
  const word = (part: 'title' | 'what' | 'small' | 'rhythm'): string => say(`rituals.starts.${name}.${part}`)
  return {
    name,
    title: word('title'),
    what: word('what'),
    often: word('rhythm'),
    label: label(name, shape.evidence),
    rhythm: shape.rhythm,
    small: word('small'),
    promises: words(`rituals.starts.${name}.promises` as ListKey),
    at: shape.at,
    minutes: shape.minutes,
    who: shape.who,
    paper: shape.paper,
  }
}

/** What stands behind it, with its source where there is one. */
function label(name: StartName, evidence: Evidence): string {
  const says = t(`rituals.starts.evidence.${evidence}`)
  const source = say(`rituals.starts.${name}.source`, {}, '')
  return source ? t('rituals.starts.evidence.withSource', { label: says, source }) : says
}

export type Length = 'any' | 'aMinute' | 'tenMinutes' | 'anEvening'

export function fits(minutes: number, length: Length): boolean {
  if (length === 'any') return true
  if (minutes <= 5) return length === 'aMinute'
  return length === (minutes <= 20 ? 'tenMinutes' : 'anEvening')
}
