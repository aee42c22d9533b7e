// The English catalogue. What the window says before any other page is opened comes with it; the words of the
// other pages come with those pages.
import { app } from './app'
import { did } from './did'
import { errors } from './errors'
import { format } from './format'
import { refused } from './refused'
import { tonight } from './tonight'
import { undo } from './undo'
import { undone } from './undone'
import type { anything } from './later/anything'
import type { calendar } from './later/calendar'
import type { drawer } from './later/drawer'
import type { journals } from './later/journals'
import type { reading } from './later/reading'
import type { reflection } from './later/reflection'
import type { rituals } from './later/rituals'
import type { settings } from './later/settings'
import type { talking } from './later/talking'
import type { us } from './later/us'
import type { welcome } from './later/welcome'

export const en = { app, did, errors, format, refused, tonight, undo, undone } as const

/** Brought by the pages that say them. */
export interface Later {
  anything: typeof anything
  calendar: typeof calendar
  drawer: typeof drawer
  journals: typeof journals
  reading: typeof reading
  reflection: typeof reflection
  rituals: typeof rituals
  settings: typeof settings
  talking: typeof talking
  us: typeof us
  welcome: typeof welcome
}
