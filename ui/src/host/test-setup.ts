// jsdom knows neither modal dialogs, popovers, scrolling, matchMedia, style sheets made by a script nor where text
// stands; the smallest stand-ins that behave.
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

CSSStyleSheet.prototype.replaceSync = () => undefined
Object.defineProperty(Document.prototype, 'adoptedStyleSheets', { value: [], writable: true })
Range.prototype.getClientRects = () => [] as unknown as DOMRectList

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
