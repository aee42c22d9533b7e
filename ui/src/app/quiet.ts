// Whether a reminder falls into this computer's quiet hours.
import type { QuietHours } from '../host/bindings'

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
const day = 24 * 60

/** A reminder `lead` minutes before `at`; quiet hours reach over midnight when they end before they begin. */
export function fallsInto(at: string, lead: number, quiet: QuietHours): boolean {
  const raised = (((minutesOf(at) - lead) % day) + day) % day
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)]
  return from <= to ? from <= raised && raised < to : from <= raised || raised < to
}
