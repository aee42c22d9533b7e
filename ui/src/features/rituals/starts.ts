// The starting points: routines that most people already half have. Words are the catalogue's, rhythms ours.
import type { Motif, PaperInk } from '../../design/papers'
import type { Who } from '../../host/bindings'
import { say, words, type ListKey } from '../../i18n'
import type { Start } from './draft'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const workdays = [1, 2, 3, 4, 5]

interface Shape {
  days: readonly number[]
  at: string
  minutes: number
  who: Who
  every?: number
  /** The pattern paper of its card. */
  paper: { motif: Motif; ink: PaperInk }
}

const shapes = {
  checkIn: { days: everyDay, at: '21:30', minutes: 10, who: 'together', paper: { motif: 'rings', ink: 'verdigris' } },
  chapter: { days: [1, 3, 5], at: '21:45', minutes: 15, who: 'together', paper: { motif: 'sprig', ink: 'moss' } },
  appreciation: { days: everyDay, at: '22:15', minutes: 1, who: 'each', paper: { motif: 'seeds', ink: 'madder' } },
  coffee: { days: everyDay, at: '07:15', minutes: 15, who: 'together', paper: { motif: 'leaves', ink: 'marigold' } },
  hug: { days: workdays, at: '08:10', minutes: 5, who: 'together', paper: { motif: 'scales', ink: 'damson' } },
  story: { days: [7], at: '20:00', minutes: 30, who: 'together', paper: { motif: 'moons', ink: 'night' } },
  midday: { days: workdays, at: '12:30', minutes: 1, who: 'each', paper: { motif: 'dashes', ink: 'slate' } },
  sideBySide: { days: [6], at: '21:00', minutes: 20, who: 'together', paper: { motif: 'waves', ink: 'verdigris' } },
  somewhere: { days: [6], at: '18:00', minutes: 180, who: 'together', every: 4, paper: { motif: 'lattice', ink: 'plum' } },
} as const satisfies Record<string, Shape>

export type StartName = keyof typeof shapes
export const startNames = Object.keys(shapes) as StartName[]
export const isStart = (name: string | undefined): name is StartName => name !== undefined && Object.hasOwn(shapes, name)

export interface Idea extends Start {
  name: StartName
  what: string
  rhythm: string
  paper: Shape['paper']
}

export function idea(name: StartName): Idea {
  const shape: Shape = shapes[name]
  const word = (part: 'title' | 'what' | 'small' | 'rhythm'): string => say(`rituals.starts.${name}.${part}`)
  return {
    name,
    title: word('title'),
    what: word('what'),
    rhythm: word('rhythm'),
    small: word('small'),
    promises: words(`rituals.starts.${name}.promises` as ListKey),
    days: shape.days,
    at: shape.at,
    minutes: shape.minutes,
    every: shape.every ?? 1,
    who: shape.who,
    paper: shape.paper,
  }
}

export type Length = 'any' | 'aMinute' | 'tenMinutes' | 'anEvening'

export function fits(minutes: number, length: Length): boolean {
  if (length === 'any') return true
  if (minutes <= 5) return length === 'aMinute'
  return length === (minutes <= 20 ? 'tenMinutes' : 'anEvening')
}
