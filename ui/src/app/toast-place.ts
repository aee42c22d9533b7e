// Where a toast lies: over nothing that can be pressed, as far as there is such a place, and over as little as can be
// of what is read.
import { modals } from './modals'

/** The places, the usual one first. */
export const places = ['start', 'end', 'above', 'aboveEnd'] as const
export type Place = (typeof places)[number]

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>

const covered = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

/** What lies over a control weighs so much more than what lies over words, in CSS pixels squared. */
const ofControls = 1_000

const coveredBy = (box: Box, all: readonly Box[]): number => all.reduce((sum, one) => sum + covered(box, one), 0)

/** The first place at which nothing is covered, or else where the least is. */
export function freest(boxAt: (place: Place) => Box, controls: readonly Box[], words: readonly Box[] = []): Place {
  let [best, least]: [Place, number] = ['start', Infinity]
  for (const place of places) {
    const box = boxAt(place)
    const sum = coveredBy(box, controls) * ofControls + coveredBy(box, words)
    if (sum < least) [best, least] = [place, sum]
    if (least === 0) break
  }
  return best
}

const pressed = ':is(button, a[href], input, select, textarea, summary, [contenteditable=true])'
const read = ':is(h1, h2, h3, p, li, dt, dd, td, th, label, text)'

/** Where the region has to stand to be seen and pressed: all that is not in the modal in front is behind glass. */
export function ground(home: HTMLElement): HTMLElement {
  const open = modals()
  return open.find((modal) => modal.contains(document.activeElement)) ?? open.at(-1) ?? home
}

/** Puts the toast in `region` where it is in nobody's way. */
export function settle(region: HTMLElement, toast: HTMLElement): void {
  const boxAt = (place: Place): Box => {
    region.dataset['place'] = place
    return toast.getBoundingClientRect()
  }
  region.dataset['place'] = freest(boxAt, boxes(region, pressed), boxes(region, read))
}

/** Where the toast already is, while nothing there can be pressed: one that jumps about is not read. */
export function settleAgain(region: HTMLElement, toast: HTMLElement): void {
  if (coveredBy(toast.getBoundingClientRect(), boxes(region, pressed)) > 0) settle(region, toast)
}

function boxes(region: HTMLElement, what: string): Box[] {
  return [...(region.closest('dialog') ?? document).querySelectorAll(what)]
    .filter((one) => !region.contains(one))
    .map((one) => one.getBoundingClientRect())
}
