import { expect, test } from 'vitest'
import { descent } from './descent'
import { flow, leavesOut, type Flow, type FlowData } from './flow'
import { marksOf } from './flow-walk'

const year: FlowData = {
  surfaces: [
    { label: 'Being late', times: 5, under: [3, 2, 0, 0] },
    { label: 'Dishes', times: 3, under: [1, 0, 2, 0] },
    { label: 'Phones', times: 3, under: [2, 0, 0, 1] },
    { label: 'Plans', times: 2, under: [1, 1, 0, 0] },
    { label: 'Money', times: 1, under: [0, 1, 0, 0] },
  ],
  needs: [
    { label: 'To come first', times: 7, lit: true },
    { label: 'A plan I can trust', times: 4, lit: false },
    { label: 'Appreciation', times: 2, lit: false },
    { label: 'To be heard', times: 1, lit: false },
  ],
}
const measure = (text: string, kind: string): number => text.length * (kind === 'lit' ? 12 : 8)
const at = (width: number, rtl = false): Flow => flow(year, width, measure, rtl)

const numbers = (path: string): number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number)

test.each([320, 480, 700, 860, 1400])('at %i pixels everything lies inside the plot', (width) => {
  const plot = at(width)
  for (const { path } of plot.bands)
    for (const n of numbers(path)) expect(n >= 0 && n <= Math.max(width, plot.floor), path).toBe(true)
  for (const foot of plot.feet) expect(foot.left >= 0 && foot.left + foot.width <= width).toBe(true)
})

test.each([260, 320, 480, 700, 860, 1400])('at %i pixels no label touches its neighbour', (width) => {
  const plot = at(width)
  for (const row of [plot.tops, plot.feet])
    for (const level of row.map((label) => label.level)) {
      const boxes = row
        .filter((label) => label.level === level)
        .map(({ x, text, ...rest }) => {
          const half = measure(text, 'lit' in rest && rest.lit === true ? 'lit' : 'top') / 2
          return { from: x - half, to: x + half, text }
        })
      boxes.forEach((box, i) => {
        const next = boxes[i + 1]
        if (next) expect(box.to, `${box.text} and ${next.text}`).toBeLessThanOrEqual(next.from)
      })
    }
})

test('a topic of one endless word is cut short in the picture and said in full', () => {
  const word = 'Donaudampfschifffahrtsgesellschaft'.repeat(6)
  const long = { ...year, surfaces: [{ ...year.surfaces[0]!, label: word }, ...year.surfaces.slice(1)] }
  const plot = flow(long, 860, measure, false)
  const [top] = plot.tops
  expect(top?.text).toMatch(/^Donaudampf.*…$/u)
  expect(measure(top!.text, 'top'), 'it has the half').toBeLessThanOrEqual(430)
  expect(measure(`${top!.text}x`, 'top'), 'and takes it').toBeGreaterThan(430)
  expect(marksOf(plot, long, 14)[0]?.said).toContain(word)
})

test('what flows down arrives: bands fill their feet exactly', () => {
  const plot = at(860)
  plot.feet.forEach((foot) => {
    const arriving = plot.bands
      .map(({ path }) => numbers(path))
      // M a from C a high b low b to H bEnd …
      .map((n) => ({ b: n[6]!, end: n[8]! }))
      .filter(({ b, end }) => b >= foot.left - 0.2 && end <= foot.left + foot.width + 0.2)
    const wide = arriving.reduce((sum, { b, end }) => sum + end - b, 0)
    expect(wide, foot.text).toBeCloseTo(foot.width, 0)
  })
})

test('the most frequent need is lit and lies on top', () => {
  const plot = at(860)
  expect(plot.feet.filter(({ lit }) => lit).map(({ text }) => text)).toEqual(['To come first'])
  expect(plot.bands.map(({ lit }) => lit)).toEqual([false, false, false, false, false, true, true, true, true])
})

test('right to left is the mirror image', () => {
  const [plot, mirrored] = [at(860), at(860, true)]
  expect(mirrored.tops.map(({ x }) => Math.round(860 - x))).toEqual(plot.tops.map(({ x }) => Math.round(x)))
  expect(mirrored.feet.map(({ left, width }) => Math.round(860 - left - width))).toEqual(
    plot.feet.map(({ left }) => Math.round(left)),
  )
})

test('many topics: the picture shows the most frequent and says so', () => {
  const many: FlowData = {
    surfaces: Array.from({ length: 9 }, (_, i) => ({ label: `topic ${i}`, times: 9 - i, under: [9 - i] })),
    needs: [{ label: 'Rest', times: 45, lit: true }],
  }
  expect(flow(many, 860, measure, false).tops).toHaveLength(6)
  expect(leavesOut(many)).toBe(true)
  expect(leavesOut(year)).toBe(false)
})

test('nothing to draw draws nothing', () => {
  expect(flow({ surfaces: [], needs: [] }, 860, measure, false)).toMatchObject({ tops: [], feet: [], bands: [] })
})

test('the path goes down to the need and comes back up to the table', () => {
  const { stops, walked } = descent(860, 3, false)
  expect(stops.map(({ y }) => y)).toEqual([15, 33, 51, 33, 15, 15])
  expect(stops.map(({ x }) => x)).toEqual([60, 208, 356, 504, 652, 800])
  expect(walked.endsWith('356 51'), 'walked as far as the third step').toBe(true)
})

test('the path begins on the right where text does', () => {
  expect(descent(860, 1, true).stops.map(({ x }) => x)).toEqual([800, 652, 504, 356, 208, 60])
})
