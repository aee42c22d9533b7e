// A time as the dial shows it: the figures large, a half-day's letters small beside them.
import { clock } from '../../i18n/format'

export interface ClockParts {
  time: string
  /** "PM", where times are written with twelve hours. */
  half: string
}

export function clockParts(at: string): ClockParts {
  const whole = clock(at)
  const found = /^(.*\p{Nd})\s*(\p{L}.*)$/u.exec(whole)
  return { time: found?.[1] ?? whole, half: found?.[2] ?? '' }
}
