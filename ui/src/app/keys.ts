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
  if (event.repeat) return undefined
  const deed = deedOfKeys(event)
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
  // In a text field both ways are the field's own.
  if ((deed === 'undo' || deed === 'redo') && inTextField(event.target)) return undefined
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

const typed = new Set(['text', 'search', 'password', 'email', 'url', 'tel', 'number', 'date', 'time'])

/** Whether keys typed here write text. */
export function inTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLInputElement) return typed.has(target.type)
  return target instanceof HTMLElement && target.isContentEditable
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
