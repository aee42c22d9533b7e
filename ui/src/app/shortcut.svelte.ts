import { answers } from './keys'

/** For a page: `shortcut('new', add)` while it is on screen. Call it while the component is set up. */
export function shortcut(deed: 'new' | 'find', run: () => void): void {
  $effect(() => answers(deed, run))
}
