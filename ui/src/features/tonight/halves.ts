// Whose half of a mark is filled.
import type { PersonId } from '../../host/bindings'

export interface Halves {
  /** The first ribbon's half. */
  a: boolean
  /** The second ribbon's half. */
  b: boolean
  /** The half of who is here. */
  mine: boolean
  /** Everyone at the table. */
  both: boolean
}

/** `people` in the order of their ribbons; one person alone fills the whole mark. */
export function halves(done: readonly PersonId[], people: readonly PersonId[], here: PersonId): Halves {
  const [first, second] = people
  const a = first !== undefined && done.includes(first)
  const b = second === undefined ? a : done.includes(second)
  return { a, b, mine: done.includes(here), both: a && b }
}
