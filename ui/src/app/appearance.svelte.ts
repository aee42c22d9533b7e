import { call } from '../host'
import type { Choices } from '../host/bindings'
import { directionOf, useFormats } from '../i18n/format'
import { keepInSight } from './focus'

export type Theme = 'daylight' | 'lamplight'

/** The theme that a choice comes to, given what the computer says. */
export function themeFor(choice: Choices['theme'], computerIsDark: boolean): Theme {
  if (choice === 'system') return computerIsDark ? 'lamplight' : 'daylight'
  return choice
}

export const smallestText = 90
export const usualText = 100
export const largestText = 200
const textStep = 10

export const defaults: Choices = {
  theme: 'system',
  moreContrast: false,
  lessMotion: false,
  textScale: usualText,
  hours: 'system',
  locale: '',
  reminders: true,
  quiet: null,
  idleMinutes: 5,
  lockOnHide: false,
}

/** This computer's settings; how things look is put on <html>, where the stylesheets find it. */
class Look {
  chosen: Choices = $state.raw(defaults)
  private dark = $state(false)

  get theme(): Theme {
    return themeFor(this.chosen.theme, this.dark)
  }
  /** Nothing moves: chosen here, or told by the computer. */
  get still(): boolean {
    return this.chosen.lessMotion || matchMedia('(prefers-reduced-motion: reduce)').matches
  }

  /** Follows the computer's own light and dark from now on. */
  follow(): () => void {
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    const hear = (): void => {
      this.dark = scheme.matches
      this.put()
    }
    hear()
    scheme.addEventListener('change', hear)
    return () => scheme.removeEventListener('change', hear)
  }

  show(chosen: Choices): void {
    this.chosen = chosen
    useFormats({
      locale: chosen.locale || undefined,
      hours: chosen.hours === 'twelve' ? '12' : chosen.hours === 'twentyFour' ? '24' : 'auto',
    })
    this.put()
  }

  /** Shows a choice at once and keeps it on this computer. False when it could not be kept there. */
  async choose(change: Partial<Choices>): Promise<boolean> {
    if (change.textScale !== undefined && change.textScale !== this.chosen.textScale) keepInSight()
    this.show({ ...this.chosen, ...change })
    try {
      await call('settings_change', this.chosen)
      return true
    } catch {
      // It still holds until the window closes.
      return false
    }
  }

  /** The size of text so many steps on, in percent. */
  textAfter(steps: number): number {
    return Math.min(largestText, Math.max(smallestText, this.chosen.textScale + steps * textStep))
  }

  /** The lamp: daylight to lamplight and back. */
  async lamp(): Promise<void> {
    await this.choose({ theme: this.theme === 'lamplight' ? 'daylight' : 'lamplight' })
  }

  private put(): void {
    const root = document.documentElement
    root.dataset['theme'] = this.theme
    root.dir = directionOf(root.lang)
    set(root, 'contrast', this.chosen.moreContrast ? 'more' : undefined)
    set(root, 'motion', this.chosen.lessMotion ? 'still' : undefined)
  }
}

function set(root: HTMLElement, name: 'contrast' | 'motion', value: string | undefined): void {
  if (value === undefined) root.removeAttribute(`data-${name}`)
  else root.dataset[name] = value
}

export const look = new Look()
