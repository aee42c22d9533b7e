// jsdom knows neither modal dialogs, popovers, scrolling nor matchMedia; the smallest stand-ins that behave.
import { afterEach } from 'vitest'
import { cleanup } from '@testing-library/svelte'

// A piece of a page may be mounted without its page.
import.meta.glob('../i18n/en/later/*.ts', { eager: true })

Object.defineProperty(globalThis, 'matchMedia', {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
})

Object.defineProperty(globalThis, 'scrollTo', { value: () => undefined })

Element.prototype.scrollIntoView = () => undefined

HTMLDialogElement.prototype.show = HTMLDialogElement.prototype.showModal = function show() {
  this.open = true
}
HTMLDialogElement.prototype.close = function close() {
  if (!this.open) return
  this.open = false
  this.dispatchEvent(new Event('close'))
}
HTMLElement.prototype.showPopover = function showPopover() {
  this.dataset['popoverOpen'] = ''
}
HTMLElement.prototype.hidePopover = function hidePopover() {
  delete this.dataset['popoverOpen']
}

afterEach(() => cleanup())
