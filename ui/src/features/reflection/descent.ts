// The path of a reflection: down from the table's edge to the need, and back up to one request. Drawn at
// the width that is there, mirrored where text runs right to left; text is never scaled.

const depths = [15, 33, 51, 33, 15, 15]
/** Below this width the labels would touch; words say the step instead. */
export const leastWidth = 620

export interface Stop {
  x: number
  y: number
}

export interface Descent {
  width: number
  stops: Stop[]
  /** The whole way. */
  way: string
  /** The part that was walked. */
  walked: string
}

/** The path at `width`, walked up to `step` (1 to 6). */
export function descent(width: number, step: number, rightToLeft: boolean): Descent {
  const margin = 60
  const apart = (width - 2 * margin) / (depths.length - 1)
  const stops = depths.map((y, i) => {
    const x = margin + i * apart
    return { x: round(rightToLeft ? width - x : x), y }
  })
  return { width, stops, way: curve(stops), walked: curve(stops.slice(0, step)) }
}

function curve(stops: readonly Stop[]): string {
  const [first, ...rest] = stops
  if (!first) return ''
  let from = first
  let path = `M${first.x} ${first.y}`
  for (const to of rest) {
    const bend = round((to.x - from.x) * 0.405)
    path += `C${round(from.x + bend)} ${from.y} ${round(to.x - bend)} ${to.y} ${to.x} ${to.y}`
    from = to
  }
  return path
}

const round = (n: number): number => Math.round(n * 10) / 10
