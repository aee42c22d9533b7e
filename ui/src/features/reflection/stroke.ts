// A brush stroke for one family of feelings, on a field of 1000 by 44: even at its start, a little rough
// along its sides, with the bristles showing where it ends. The same family always gets the same stroke.

/** Small, even, and the same on every computer. */
function seeded(text: string): () => number {
  let state = 0x9e3779b9
  for (const c of text) state = Math.imul(state ^ (c.codePointAt(0) ?? 0), 0x85ebca6b)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const bristles = 7

/** The outline of the stroke of `family`, as SVG path data. */
export function strokePath(family: string): string {
  const random = seeded(family)
  const between = (low: number, high: number): string => (low + random() * (high - low)).toFixed(1)
  const edge = Array.from({ length: 15 }, (_, i) => 74 + 60 * i)
  const top = edge.map((x) => `L${x} ${between(2.5, 5.5)}`)
  const end = Array.from({ length: bristles }, (_, i) => {
    const y = 5.6 + i * 5.6
    const tip = between(973, 996)
    return `L${tip} ${y.toFixed(1)}L${tip} ${(y + 2.2).toFixed(1)}L${between(964, 969)} ${(y + 3.2).toFixed(1)}`
  })
  const bottom = edge.toReversed().map((x) => `L${x} ${between(38.6, 41.5)}`)
  return [
    `M3 ${between(24, 28)}C2 ${between(10, 15)} 6 5 14 4`,
    ...top,
    'L966 4',
    ...end,
    'L960 41',
    ...bottom,
    `C6 41 4 36 3 ${between(26, 30)}Z`,
  ].join('')
}
