// The chapter ribbon's geometry: segments by length, bookmarks hanging from them, names beside those.
// Everything is measured in real pixels of the width at hand; nothing is scaled.
import { readingLimits } from '../../host/bindings'

export interface Segment {
  x: number
  width: number
}
export interface Hanging {
  side: 'a' | 'b'
  /** The chapter it hangs in, from 0; the number of chapters for the end of the book. */
  read: number
  words: string
}
export interface HungRibbon extends Hanging {
  x: number
  label: { x: number; y: number; anchor: 'start' | 'end' }
}

const gap = 3
/** Before the first chapter of another part. */
const partGap = 10
/** Below this a segment could not be told from its neighbour. */
const thinnest = 4
export const ribbonWidth = 12
/** Mean advance of Commissioner 13, on the wide side so that names never run into ribbons. */
const advance = 7

/** How long each chapter is, in one unit for the whole book: words where they were counted, else pages. */
export function lengths(chapters: readonly { pages: number | null; words: number | null }[]): (number | null)[] {
  return chapters.map(({ pages, words }) => words ?? (pages === null ? null : pages * readingLimits.wordsAPage))
}

/** How wide the strip is drawn: the room there is, or as much as its chapters need to be told apart. */
export function stripWidth(chapters: number, room: number, narrow: boolean): number {
  const each = chapters > 400 ? 7 : narrow ? 38 : 13
  return Math.max(room, chapters * each)
}

/**
 * The chapters by length: an unknown one is as long as the middle one of the others. `begins` tells which of
 * them begin another part; those stand a little apart.
 */
export function segments(
  long: readonly (number | null)[],
  width: number,
  begins: (index: number) => boolean = () => false,
): Segment[] {
  const known = long.filter((p): p is number => p !== null).sort((a, b) => a - b)
  const middle = known[Math.floor(known.length / 2)] ?? 1
  // One chapter of three hundred pages must not squeeze the others to nothing.
  const drawn = long.map((p) => Math.min(Math.max(p ?? middle, middle / 4), middle * 6))
  const parts = long.reduce<number>((count, _, i) => count + (i > 0 && begins(i) ? 1 : 0), 0)
  // A book of many short parts must not become all gaps.
  const apart = parts * (partGap - gap) < width / 4 ? partGap : gap
  const room = Math.max(0, width - gap * (long.length - 1) - (apart - gap) * parts - thinnest * long.length)
  const total = drawn.reduce((sum, length) => sum + length, 0) || 1
  let x = 0
  return drawn.map((length, i) => {
    if (i > 0) x += begins(i) ? apart : gap
    const segment = { x, width: thinnest + (room * length) / total }
    x += segment.width
    return segment
  })
}

/** The segments that lie between two places of the strip: only these are drawn. From the first to after the last. */
export function within(spots: readonly Segment[], from: number, to: number): [first: number, after: number] {
  const before = (x: number): number => {
    let low = 0
    let high = spots.length
    while (low < high) {
      const middle = (low + high) >> 1
      const spot = spots[middle]
      if (spot && spot.x + spot.width < x) low = middle + 1
      else high = middle
    }
    return low
  }
  const first = before(from)
  let after = before(to)
  const last = spots[after]
  if (last && last.x <= to) after++
  return [first, after]
}

/** Which chapter numbers stand above: the ends, the current one, and a few between, none too close. */
export function numbered(count: number, current: number, spots: readonly Segment[]): number[] {
  const far = spots.length ? 56 : 0
  const middle = (at: number): number => (spots[at]?.x ?? 0) + (spots[at]?.width ?? 0) / 2
  const chosen: number[] = current < count ? [current] : []
  const fits = (at: number, room: number): boolean => chosen.every((other) => Math.abs(middle(other) - middle(at)) >= room)
  for (const at of [0, count - 1]) if (at >= 0 && fits(at, 26)) chosen.push(at)
  const every = count > 200 ? 50 : count > 60 ? 10 : 4
  for (let at = every; at < count - 1; at += every) if (fits(at, far)) chosen.push(at)
  // The one just behind the bookmark tells where the reading stands, where there is room for both.
  return chosen.sort((a, b) => a - b)
}

/** Where the middle of a chapter's number stands: over its segment, and never past the strip's ends. */
export function numberSpot(number: number, spot: Segment, width: number): number {
  const half = (String(number).length * (advance + 1)) / 2
  return clamp(spot.x + spot.width / 2, half, width - half)
}

/** The ring around the chapter that the keys stand on: a little wider than its segment, and whole at the strip's ends. */
export function ring(spot: Segment, width: number): Segment {
  const x = Math.max(1, spot.x - 3)
  return { x, width: Math.min(width - 1, spot.x + spot.width + 3) - x }
}

/** Where the ribbons hang, and where each name goes so that no two words cross. */
export function hang(ribbons: readonly Hanging[], spots: readonly Segment[], width: number): HungRibbon[] {
  const placed = ribbons.map((ribbon) => ({ ...ribbon, x: spotFor(ribbon, ribbons, spots, width) }))
  placed.sort((a, b) => a.x - b.x)
  const named = placed.map((ribbon) => ({ ribbon, ...nameOf(ribbon, placed, width) }))
  // Unless each name stands outside beside its own ribbon, they stand one above the other.
  const stacked = named.length > 1 && named.some(({ isOutside }) => !isOutside)
  return named.map(({ ribbon, x, anchor }) => {
    const isLong = ribbon.side === 'a'
    const y = stacked ? (isLong ? 84 : 66) : isLong ? 80 : 70
    return { ...ribbon, label: { x, y, anchor } }
  })
}

interface Name {
  x: number
  anchor: 'start' | 'end'
  /** Beside its own ribbon, with nothing else on that side. */
  isOutside: boolean
}

/** Outside beside its own ribbon, else between the two, else beyond the other one; where nothing fits, on the page. */
function nameOf(ribbon: Hanging & { x: number }, placed: readonly (Hanging & { x: number })[], width: number): Name {
  const words = ribbon.words.length * advance
  const wide = words + 8
  const [first, last] = [placed[0] ?? ribbon, placed.at(-1) ?? ribbon]
  const before = (one: { x: number }, isOutside: boolean): Name => ({ x: one.x - 8, anchor: 'end', isOutside })
  const after = (one: { x: number }, isOutside: boolean): Name => ({ x: one.x + ribbonWidth + 8, anchor: 'start', isOutside })
  const fitsBefore = first.x > wide
  const fitsAfter = last.x + ribbonWidth + wide < width
  const fitsBetween = last.x - first.x - ribbonWidth > wide + 4
  const isLast = ribbon === last
  if (isLast && fitsAfter) return after(last, true)
  if (ribbon === first && fitsBefore) return before(first, true)
  if (fitsBetween) return isLast ? before(last, false) : after(first, false)
  if (fitsAfter) return after(last, false)
  if (fitsBefore) return before(first, false)
  return { x: clamp(ribbon.x + ribbonWidth + 8, 0, width - words), anchor: 'start', isOutside: false }
}

function spotFor(ribbon: Hanging, all: readonly Hanging[], spots: readonly Segment[], width: number): number {
  const spot = spots[ribbon.read]
  const shared = all.some((other) => other !== ribbon && other.read === ribbon.read)
  // The end of the book: just past the last segment's edge.
  if (!spot) return width - ribbonWidth - (shared && ribbon.side === 'a' ? ribbonWidth + 4 : 0)
  if (!shared) return clamp(spot.x + spot.width * 0.12 + 1, 0, width - ribbonWidth)
  const room = Math.max(spot.width - ribbonWidth - 4, ribbonWidth + 3)
  const offset = ribbon.side === 'a' ? Math.min(4, spot.width * 0.1) : Math.max(ribbonWidth + 6, Math.min(room, spot.width * 0.62))
  return clamp(spot.x + offset, ribbon.side === 'a' ? 0 : ribbonWidth + 3, width - (ribbon.side === 'a' ? 2 : 1) * ribbonWidth - 3)
}

const clamp = (n: number, low: number, high: number): number => Math.min(Math.max(n, low), Math.max(low, high))

/** How far to scroll so that the bookmark stands a third into the room. */
export function scrollTo(spot: Segment | undefined, room: number, width: number): number {
  if (!spot || width <= room) return 0
  return clamp(spot.x + spot.width / 2 - room / 3, 0, width - room)
}

/** Where dots and envelope stand in a segment. At most three dots: more would be a count. */
export function dots(count: number, spot: Segment): number[] {
  const shown = Math.min(count, 3, Math.max(1, Math.floor((spot.width - 4) / 10)))
  if (count === 0 || spot.width < 8) return []
  const middle = spot.x + spot.width / 2
  return Array.from({ length: shown }, (_, i) => middle + (i - (shown - 1) / 2) * 12)
}
