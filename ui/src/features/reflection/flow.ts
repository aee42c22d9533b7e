// The flow plot of Patterns: topics above the table's edge, needs below, a band for each pair. All places
// are worked out at the measured width, so that text is never scaled.
import { lettersOf } from '../../i18n/format'

export interface FlowData {
  surfaces: readonly { label: string; times: number; under: readonly number[] }[]
  needs: readonly { label: string; times: number; lit: boolean }[]
}

export interface Label {
  text: string
  x: number
  times: number
  /** Where labels would touch, they stand by turns on as many lines as they need; 0 is the nearest. */
  level: number
}

export interface Band {
  path: string
  lit: boolean
}

export interface Foot extends Label {
  left: number
  width: number
  lit: boolean
}

export interface Flow {
  width: number
  height: number
  table: number
  floor: number
  tops: Label[]
  feet: Foot[]
  /** Lit ones last, so that they lie on top. */
  bands: Band[]
}

/** Measures a label; tests and the plot bring their own. */
export type Measure = (text: string, kind: 'top' | 'foot' | 'lit') => number

const most = { tops: 6, feet: 5 }
const gap = 12

/** Whether the picture leaves something out that the words have. */
export const leavesOut = (data: FlowData): boolean =>
  data.surfaces.length > most.tops || data.needs.length > most.feet

/** The whole plot at `width`. */
export function flow(data: FlowData, width: number, measure: Measure, rightToLeft: boolean): Flow {
  const surfaces = data.surfaces.slice(0, most.tops)
  const needs = data.needs.slice(0, most.feet)
  const pairs = (i: number): number[] => needs.map((_, n) => surfaces[i]?.under[n] ?? 0)
  const tops = surfaces.map((surface, i) => ({ ...surface, share: sum(pairs(i)) }))
  const feet = needs.map((need, n) => ({ ...need, share: sum(surfaces.map((s) => s.under[n] ?? 0)) }))
  const unit = unitFor(width, sum(tops.map((top) => top.share)), Math.max(tops.length, feet.length))

  const topSpans = spread(tops.map((top) => top.share * unit), width)
  const footSpans = spread(feet.map((foot) => foot.share * unit), width)
  const topTexts = tops.map((top) => fitted(top.label, width / 2, (text) => measure(text, 'top')))
  const topLabels = place(topTexts, topSpans, width, (text) => measure(text, 'top'))
  const footLabels = place(
    feet.map((foot) => foot.label),
    footSpans,
    width,
    (text, i) => measure(text, feet[i]?.lit === true ? 'lit' : 'foot'),
  )
  const above = 36 * Math.max(0, ...topLabels.map(({ level }) => level))
  const below = 44 * Math.max(0, ...footLabels.map(({ level }) => level))
  const table = 50 + above
  const floor = table + 208
  const mirror = (x: number): number => round(rightToLeft ? width - x : x)

  return {
    width,
    height: floor + 66 + below,
    table,
    floor,
    tops: tops.map((top, i) => ({
      text: topTexts[i] ?? top.label,
      times: top.times,
      x: mirror(topLabels[i]?.x ?? 0),
      level: topLabels[i]?.level ?? 0,
    })),
    feet: feet.map((foot, n) => {
      const span = footSpans[n] ?? { from: 0, to: 0 }
      return {
        text: foot.label,
        times: foot.times,
        lit: foot.lit,
        x: mirror(footLabels[n]?.x ?? 0),
        level: footLabels[n]?.level ?? 0,
        left: rightToLeft ? round(width - span.to) : round(span.from),
        width: round(span.to - span.from),
      }
    }),
    bands: bands(surfaces, feet, topSpans, footSpans, unit, table + 8, floor, mirror),
  }
}

/** As much of a topic as `room` holds: one that somebody wrote may be wider than the whole plot. */
function fitted(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text
  const letters = lettersOf(text)
  const cut = (length: number): string => `${letters.slice(0, length).join('').trimEnd()}…`
  let [fits, tooLong] = [1, letters.length]
  while (tooLong - fits > 1) {
    const half = Math.floor((fits + tooLong) / 2)
    if (measure(cut(half)) <= room) fits = half
    else tooLong = half
  }
  return cut(fits)
}

interface Span {
  from: number
  to: number
}

/** How wide one reflection is: bands take at most half of the width, and never look like walls. */
function unitFor(width: number, shares: number, columns: number): number {
  const room = width - columns * gap
  return Math.min(30, (Math.max(room, 0) * 0.5) / Math.max(shares, 1))
}

/** Lays spans along the width, the space between and around them even. */
function spread(widths: readonly number[], width: number): Span[] {
  const space = (width - sum(widths)) / (widths.length || 1)
  let at = space / 2
  return widths.map((wide) => {
    const span = { from: at, to: at + wide }
    at += wide + space
    return span
  })
}

/** A label stands over the middle of its span, within the plot; where labels touch, they take as many levels as it needs. */
function place(
  texts: readonly string[],
  spans: readonly Span[],
  width: number,
  measure: (text: string, i: number) => number,
): { x: number; level: number }[] {
  const boxes = texts.map((text, i) => {
    const half = measure(text, i) / 2
    const span = spans[i] ?? { from: 0, to: 0 }
    const x = Math.min(Math.max((span.from + span.to) / 2, half), Math.max(width - half, half))
    return { x, from: x - half, to: x + half }
  })
  const touch = (levels: number): boolean =>
    boxes.some((box, i) => {
      const next = boxes[i + levels]
      return next !== undefined && box.to + gap > next.from
    })
  let levels = 1
  while (touch(levels)) levels++
  return boxes.map(({ x }, i) => ({ x, level: i % levels }))
}

function bands(
  surfaces: FlowData['surfaces'],
  feet: readonly { lit: boolean }[],
  tops: readonly Span[],
  floors: readonly Span[],
  unit: number,
  from: number,
  to: number,
  mirror: (x: number) => number,
): Band[] {
  const down = tops.map((span) => span.from)
  const up = floors.map((span) => span.from)
  const found: Band[] = []
  // Need by need within a topic, topic by topic within a need: no two bands cross without cause.
  surfaces.forEach((surface, i) => {
    feet.forEach((foot, n) => {
      const wide = (surface.under[n] ?? 0) * unit
      if (!wide) return
      const a = down[i] ?? 0
      const b = up[n] ?? 0
      down[i] = a + wide
      up[n] = b + wide
      found.push({ lit: foot.lit, path: band(mirror(a), mirror(a + wide), mirror(b), mirror(b + wide), from, to) })
    })
  })
  return [...found.filter(({ lit }) => !lit), ...found.filter(({ lit }) => lit)]
}

function band(a: number, aEnd: number, b: number, bEnd: number, from: number, to: number): string {
  const high = round(from + (to - from) * 0.525)
  const low = round(from + (to - from) * 0.475)
  return `M${a} ${from}C${a} ${high} ${b} ${low} ${b} ${to}H${bEnd}C${bEnd} ${low} ${aEnd} ${high} ${aEnd} ${from}Z`
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const round = (n: number): number => Math.round(n * 10) / 10
