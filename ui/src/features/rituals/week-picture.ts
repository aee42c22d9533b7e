// The days of one week as they are drawn: from seven in the morning to midnight, in shares of that height.
import type { Pocket, PocketsView, QuietHours, TakenTime } from '../../host/bindings'

const opens = 7 * 60
const closes = 24 * 60
/** The hours that are written beside it. */
export const hours = [8, 12, 16, 20, 24] as const

export interface Piece {
  /** Where it begins and how long it is, in per cent of the drawn height. */
  from: number
  length: number
}
export interface DrawnDay {
  day: string
  mine: Piece[]
  plans: Piece[]
  quiet: Piece[]
  pockets: { pocket: Pocket; piece: Piece }[]
}

export const shareOf = (minute: number): number =>
  ((Math.min(Math.max(minute, opens), closes) - opens) / (closes - opens)) * 100

/** The part of a stretch that is drawn; undefined when nothing of it is. */
export function piece(from: number, to: number): Piece | undefined {
  const [start, end] = [shareOf(from), shareOf(to)]
  return end > start ? { from: start, length: end - start } : undefined
}

const drawn = (pieces: (Piece | undefined)[]): Piece[] => pieces.filter((one) => one !== undefined)
const pieceOf = ({ from, to }: Pocket | TakenTime): Piece | undefined => piece(from, to)

/** "22:30" as minutes from midnight. */
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Quiet hours on a day: they may reach over its midnight, and then lie at both its ends. */
export function quietPieces(quiet: QuietHours | null): Piece[] {
  if (!quiet || quiet.from === quiet.to) return []
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)]
  return drawn(from < to ? [piece(from, to)] : [piece(0, to), piece(from, closes)])
}

function drawDay(day: string, { pockets, taken, quiet }: PocketsView): DrawnDay {
  const that = taken.filter((one) => one.day === day)
  return {
    day,
    mine: drawn(that.filter((one) => one.plan === null).map(pieceOf)),
    plans: drawn(that.filter((one) => one.plan !== null).map(pieceOf)),
    quiet: quietPieces(quiet),
    pockets: pockets.flatMap((pocket) => {
      const one = pocket.day === day ? pieceOf(pocket) : undefined
      return one ? [{ pocket, piece: one }] : []
    }),
  }
}

/** The first week always; a later one when something in it is lit. */
export function weeks(view: PocketsView): DrawnDay[][] {
  const all = view.days.map((day) => drawDay(day, view))
  const found: DrawnDay[][] = []
  for (let at = 0; at < all.length; at += 7) {
    const week = all.slice(at, at + 7)
    if (at === 0 || week.some((day) => day.pockets.length > 0)) found.push(week)
  }
  return found
}

/** A minute of the day as a time; the midnight that ends it is written as one. */
export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
