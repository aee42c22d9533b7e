// Where a toast lies: over nothing that can be pressed, as far as there is such a place.
import { modals } from './modals'

/** The places, the usual one first. */
export const places = ['start', 'end', 'above', 'aboveEnd'] as const
export type Place = (typeof places)[number]

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>

const covered = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))

/** The first place at which nothing is covered, or else where the least is. */
export function freest(boxAt: (place: Place) => Box, controls: readonly Box[]): Place {
  let [best, least]: [Place, number] = ['start', Infinity]
  for (const place of places) {
    const box = boxAt(place)
    const sum = controls.reduce((all, control) => all + covered(box, control), 0)
    if (sum < least) [best, least] = [place, sum]
    if (least === 0) break
  }
  return best
}

const pressed = ':is(button, a[href], input, select, textarea, summary, [contenteditable=true])'

/** Where the region has to stand to be seen and pressed: all that is not in the modal in front is behind glass. */
export function ground(home: HTMLElement): HTMLElement {
  const open = modals()
  return open.find((modal) => modal.contains(document.activeElement)) ?? open.at(-1) ?? home
}

/** Puts the toast in `region` where it is in nobody's way. */
export function settle(region: HTMLElement, toast: HTMLElement): void {
  const controls = [...(region.closest('dialog') ?? document).querySelectorAll(pressed)]
    .filter((control) => !region.contains(control))
    .map((control) => control.getBoundingClientRect())
  const boxAt = (place: Place): Box => {
    region.dataset['place'] = place
    return toast.getBoundingClientRect()
  }
  region.dataset['place'] = freest(boxAt, controls)
}
