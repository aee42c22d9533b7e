// The English catalogue: one line per feature.
import { app } from './app'
import { did } from './did'
import { errors } from './errors'
import { format } from './format'
import { rituals } from './rituals'
import { tonight } from './tonight'
import { us } from './us'
import { undo } from './undo'

export const en = {
  app,
  did,
  errors,
  format,
  rituals,
  tonight,
  us,
  undo,
} as const
