// The pace picture: a step line of what was read, a dotted line to where it leads. Real pixels, no scaling.

export interface PaceFacts {
  chapters: number
  steps: readonly { day: string; read: number }[]
  today: string
  around: string | undefined
}
export interface PacePicture {
  width: number
  height: number
  left: number
  right: number
  ticks: { y: number; chapter: number }[]
  /** Where each evening's step comes to stand. */
  steps: { day: string; read: number; x: number; y: number }[]
  line: string
  area: string
  now: { x: number; y: number }
  projection: string | undefined
  end: { x: number; y: number } | undefined
  from: string
  until: string
}

const left = 46
const top = 14
const day = 86_400_000
const at = (date: string): number => Date.parse(`${date}T12:00:00Z`) / day

/** The day before, so that the first evening's step is seen to rise. */
const before = (date: string): string => new Date((at(date) - 1) * day).toISOString().slice(0, 10)

export function pacePicture(facts: PaceFacts, width: number): PacePicture | undefined {
  const first = facts.steps[0]
  const last = facts.steps.at(-1)
  if (!first || !last || facts.chapters < 1 || width < 120) return undefined
  const height = Math.round(Math.min(240, Math.max(180, width * 0.57)))
  const bottom = height - 30
  const right = width - 10
  const from = before(first.day)
  // A clock that was set back must not draw today before the last step.
  const today = last.day > facts.today ? last.day : facts.today
  const until = facts.around !== undefined && facts.around > today ? facts.around : today
  const span = Math.max(1, at(until) - at(from))
  const x = (date: string): number => round(left + ((right - left) * (at(date) - at(from))) / span)
  const y = (chapter: number): number => round(bottom - ((bottom - top) * Math.min(chapter, facts.chapters)) / facts.chapters)

  const steps = facts.steps.map((step) => ({ ...step, x: x(step.day), y: y(step.read) }))
  let line = `M${left} ${bottom}`
  for (const step of steps) line += `H${step.x}V${step.y}`
  const now = { x: x(today), y: y(last.read) }
  line += `H${now.x}`
  const end = until > today ? { x: right, y: y(facts.chapters) } : undefined
  return {
    width,
    height,
    left,
    right,
    ticks: ticks(facts.chapters).map((chapter) => ({ y: y(chapter), chapter })),
    steps,
    line,
    area: `${line}V${bottom}H${left}Z`,
    now,
    projection: end && `M${now.x} ${now.y}L${end.x} ${end.y}`,
    end,
    from,
    until,
  }
}

/** The last chapter and two before it, evenly; fewer in a short book. */
function ticks(chapters: number): number[] {
  const parts = chapters < 3 ? 1 : 3
  return Array.from({ length: parts + 1 }, (_, i) => Math.round((chapters * i) / parts))
}

const round = (n: number): number => Math.round(n * 10) / 10
