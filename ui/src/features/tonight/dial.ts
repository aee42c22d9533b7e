// The evening dial's geometry: a face of twelve hours, drawn to the size it really has.

/** The drawing's own numbers, for a face of radius 200. */
const drawn = { face: 196, ring: 178, tickFrom: 165, tickTo: 176, numerals: 146, radius: 200 } as const
const turn = 12 * 60

export interface Point {
  x: number
  y: number
}
export interface Tick {
  hour: number
  from: Point
  to: Point
}
export interface Dial {
  size: number
  centre: number
  face: number
  ring: number
  ticks: Tick[]
  numerals: (Point & { hour: 12 | 3 | 6 | 9 })[]
  /** Where the hand of now points, on the ring. */
  now: Point
  /** Where the plan's time lies, on the ring. */
  then: Point
  /** From now to then, clockwise; nothing when it is further than one turn, or here. */
  arc: string | undefined
  sector: string | undefined
}

/** Degrees clockwise from twelve for minutes since midnight. */
export const angle = (minutes: number): number => ((((minutes % turn) + turn) % turn) / turn) * 360

export function pointAt(centre: number, radius: number, degrees: number): Point {
  const radians = (degrees * Math.PI) / 180
  return { x: round(centre + radius * Math.sin(radians)), y: round(centre - radius * Math.cos(radians)) }
}

/** Hundredths of a pixel are enough, and keep the markup short. */
const round = (n: number): number => Math.round(n * 100) / 100

/**
 * The dial at `size` pixels. `now` is minutes since midnight, `ahead` the minutes until the plan's time;
 * nothing when there is no time to show.
 */
export function dial(size: number, now: number, ahead: number): Dial {
  const centre = size / 2
  const scale = centre / drawn.radius
  const ring = drawn.ring * scale
  const from = angle(now)
  const to = angle(now + ahead)
  const start = pointAt(centre, ring, from)
  const end = pointAt(centre, ring, to)
  const shows = ahead >= 1 && ahead < turn
  const large = ahead > turn / 2 ? 1 : 0
  const arc = `A${round(ring)} ${round(ring)} 0 ${large} 1 ${end.x} ${end.y}`
  return {
    size,
    centre,
    face: round(drawn.face * scale),
    ring: round(ring),
    ticks: Array.from({ length: 12 }, (_, i) => ({
      hour: i === 0 ? 12 : i,
      from: pointAt(centre, drawn.tickFrom * scale, i * 30),
      to: pointAt(centre, drawn.tickTo * scale, i * 30),
    })),
    numerals: ([12, 3, 6, 9] as const).map((hour) => ({
      hour,
      ...pointAt(centre, drawn.numerals * scale, (hour % 12) * 30),
    })),
    now: start,
    then: end,
    arc: shows ? `M${start.x} ${start.y}${arc}` : undefined,
    sector: shows ? `M${centre} ${centre}L${start.x} ${start.y}${arc}Z` : undefined,
  }
}
