// A page or a percentage as it is typed.

import { readingLimits, type Edition } from '../../host/bindings'

export type Unit = 'page' | 'percent'
export interface Within {
  page: number | null
  percent: number | null
}

/** What a place is told in, in this copy: pages on paper, and in a copy that nobody named. */
export const unitOf = (edition: Edition | undefined): Unit => (edition && edition.kind !== 'paper' ? 'percent' : 'page')

/** What was typed; an empty field is the start, `undefined` what is no such number. */
export function readWithin(typed: string, unit: Unit): Within | undefined {
  const clean = typed.normalize('NFKC').trim()
  const number = clean === '' ? 0 : Number(clean)
  if (!Number.isInteger(number) || number < 0 || number > (unit === 'percent' ? 100 : readingLimits.number)) return undefined
  if (number === 0) return { page: null, percent: null }
  return unit === 'page' ? { page: number, percent: null } : { page: null, percent: number }
}
