// Seven minutes with a quarrel as somebody sees it who wishes both well. Nothing of it is kept but the page that is
// written: not that it was offered, not how often it was done.
export const minutes = 7
export const questions = ['seen', 'good', 'way'] as const

/** Three times a year, for a fortnight each. */
const months = [1, 5, 9]
const days = 14

/** Whether it may lie on an empty page of that civil day ("2026-05-03"). */
export function isOffered(day: string): boolean {
  const [, month, date] = day.split('-').map(Number)
  return month !== undefined && date !== undefined && months.includes(month) && date <= days
}

/** Whole minutes that are left, so that nothing counts down: at least one until the time is over. */
export const minutesLeft = (began: number, now: number): number =>
  Math.max(0, Math.ceil((began + minutes * 60_000 - now) / 60_000))

/** Which question is in hand: each has a third of the time. */
export const questionAt = (began: number, now: number): (typeof questions)[number] => {
  const third = Math.floor((now - began) / ((minutes * 60_000) / questions.length))
  return questions[Math.min(Math.max(third, 0), questions.length - 1)] ?? 'way'
}
