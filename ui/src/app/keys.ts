// The keyboard map. Letters are read by what they say, and by where they lie on the board when the layout
// says them in another script, so that Ctrl+L works on a Greek keyboard, too.
import { modals } from './modals'

export type Deed =
  | 'tonight'
  | 'rituals'
  | 'reading'
  | 'us'
  | 'drawer'
  | 'settings'
  | 'lock'
  | 'lamp'
  | 'larger'
  | 'smaller'
  | 'usualSize'
  | 'new'
  | 'find'
  | 'go'
  | 'undo'
  | 'redo'
  | 'list'

/** What this computer calls the key that most of them go with. */
export const control = /mac/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'

const withControl: Record<string, Deed> = {
  '1': 'tonight',
  '2': 'rituals',
  '3': 'reading',
  '4': 'us',
  '5': 'drawer',
  ',': 'settings',
  l: 'lock',
  j: 'lamp',
  '+': 'larger',
  // Plus without Shift, on a board where it needs one.
  '=': 'larger',
  '-': 'smaller',
  '0': 'usualSize',
  n: 'new',
  f: 'find',
  k: 'go',
  z: 'undo',
  y: 'redo',
}

/** What a pressed key asks for, if anything. */
export function deedOf(event: KeyboardEvent): Deed | undefined {
  const deed = deedOfKeys(event)
  // A key that is held down goes on in a field, as it does with letters.
  if (event.repeat && !(isWayBack(deed) && inPlainField(event.target))) return undefined
  // Words that are being composed keep their keys; nobody who comes through the door waits for them.
  return event.isComposing && deed !== 'lock' ? undefined : deed
}

function deedOfKeys(event: KeyboardEvent): Deed | undefined {
  if (event.key === 'F1') return 'list'
  const control = (event.ctrlKey || event.metaKey) && !(event.ctrlKey && event.metaKey)
  // AltGr comes as Ctrl+Alt on some systems, and types characters.
  if (event.altKey || event.getModifierState('AltGraph')) return undefined
  if (!control) return event.key === '?' && !inTextField(event.target) ? 'list' : undefined
  const deed = says(event) ?? (isLatin(event.key) ? undefined : withControl[onBoard(event.code)])
  // What is written in more than plain letters has both ways of its own.
  if (isWayBack(deed) && inTextField(event.target) && !inPlainField(event.target)) return undefined
  if (event.shiftKey) return deed === 'undo' ? 'redo' : event.key === '+' ? deed : undefined
  return deed
}

/** On some boards the key of the 1 says plus and needs Shift for its digit: it is the 1 all the same. */
const says = ({ key, code, shiftKey }: KeyboardEvent): Deed | undefined =>
  key === '+' && code.startsWith('Digit') && !shiftKey ? undefined : withControl[key.toLowerCase()]

/** A modal keeps its keys. The lock goes through it, and what changes nothing that it holds: the lamp, the size of text. */
const throughModals: readonly Deed[] = ['lock', 'lamp', 'larger', 'smaller', 'usualSize']
/** A sheet stands beside its list where there is room, and does the same where it floats: so what it did goes back. */
const throughSheets: readonly Deed[] = ['undo', 'redo']

/** Whether something modal is open that this is not heard through. */
export function heldBack(deed: Deed): boolean {
  const open = modals()
  if (open.length === 0 || throughModals.includes(deed)) return false
  return !(throughSheets.includes(deed) && open.every((modal) => modal.matches('.sheet')))
}

const isLatin = (key: string): boolean => /^[\u0020-\u024f]$/u.test(key) && /\p{L}/u.test(key)

function onBoard(code: string): string {
  if (code.startsWith('Key')) return code.slice(3).toLowerCase()
  if (code.startsWith('Digit')) return code.slice(5)
  return code === 'Comma' ? ',' : ''
}

const isWayBack = (deed: Deed | undefined): deed is 'undo' | 'redo' => deed === 'undo' || deed === 'redo'

const typed = new Set(['text', 'search', 'password', 'email', 'url', 'tel', 'number', 'date', 'time'])

const inPlainField = (target: EventTarget | null): target is HTMLTextAreaElement | HTMLInputElement =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && typed.has(target.type))

/** Whether keys typed here write text. */
export const inTextField = (target: EventTarget | null): boolean =>
  inPlainField(target) || (target instanceof HTMLElement && target.isContentEditable)

/**
 * Takes back or puts back what was typed in a field. False where there is nothing of the kind: then the key is the app's.
 *
 * WebKitGTK does nothing with the key by itself. It keeps one stack for the whole page, also with what has left its field
 * since, as words do that were kept: those steps change nothing, and the next one counts.
 */
export function doneInField(deed: Deed, target: EventTarget | null): boolean {
  // Nothing else reaches a field's undo stack.
  /* eslint-disable @typescript-eslint/no-deprecated */
  if (!isWayBack(deed) || !inPlainField(target) || typeof document.execCommand !== 'function') return false
  while (document.queryCommandEnabled(deed)) {
    const before = target.value
    if (!document.execCommand(deed)) return false
    if (target.value !== before || document.activeElement !== target) return true
  }
  /* eslint-enable @typescript-eslint/no-deprecated */
  return false
}

type PageDeed = 'new' | 'find'
const pageDeeds: { deed: PageDeed; run: () => void }[] = []

/** Lets the page on screen answer Ctrl+N or Ctrl+F; the latest answer counts. Returns how to stop. */
export function answers(deed: PageDeed, run: () => void): () => void {
  const entry = { deed, run }
  pageDeeds.push(entry)
  return () => {
    pageDeeds.splice(pageDeeds.indexOf(entry), 1)
  }
}

/** Runs the page's answer. False when the page has none. */
export function ask(deed: PageDeed): boolean {
  const entry = pageDeeds.findLast((one) => one.deed === deed)
  entry?.run()
  return entry !== undefined
}
