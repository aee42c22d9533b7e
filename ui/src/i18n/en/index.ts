// The English catalogue: one line per feature.
import { anything } from './anything'
import { app } from './app'
import { calendar } from './calendar'
import { did } from './did'
import { drawer } from './drawer'
import { errors } from './errors'
import { format } from './format'
import { journals } from './journals'
import { reflection } from './reflection'
import { reading } from './reading'
import { refused } from './refused'
import { rituals } from './rituals'
import { talking } from './talking'
import { tonight } from './tonight'
import { us } from './us'
import { undo } from './undo'
import { welcome } from './welcome'
import { settings } from './settings'

export const en = {
  anything,
  app,
  calendar,
  did,
  drawer,
  errors,
  format,
  journals,
  reflection,
  reading,
  refused,
  rituals,
  talking,
  tonight,
  us,
  undo,
  welcome,
  settings,
} as const
