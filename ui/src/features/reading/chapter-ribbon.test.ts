import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { people } from '../../app/people.svelte'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import ChapterRibbon from './ChapterRibbon.svelte'
import { book, chapter, couple } from './jetty-book'

// Nothing is laid out in a test: the strip gets the width that a window would give it, and hears of another one.
let room = 900
let resized: (() => void)[] = []
class Observer {
  constructor(private readonly heard: () => void) {}
  observe(): void {
    resized.push(this.heard)
  }
  unobserve(): void {}
  disconnect(): void {
    resized = resized.filter((one) => one !== this.heard)
  }
}
beforeEach(() => {
  room = 900
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => room })
  vi.stubGlobal('ResizeObserver', Observer)
  people.show(both)
  fakeHost({})
})
afterEach(() => vi.unstubAllGlobals())

test('a chapter far on stays in sight when a sheet takes a part of the width', async () => {
  const onOpen = vi.fn()
  const chapters = Array.from({ length: 3000 }, (_, i) => ({ ...chapter(i + 1), title: '' }))
  render(ChapterRibbon, { book: { ...book, chapters }, couple, onOpen })
  const ribbon = screen.getByRole('listbox', { name: 'Chapters' })
  const scrolled = (): number => ribbon.parentElement?.scrollLeft ?? 0
  await fireEvent.mouseDown(screen.getByRole('option', { name: /^Chapter 2;|^Chapter 2$/ }))
  expect(document.activeElement).toBe(ribbon)
  await fireEvent.keyDown(ribbon, { key: 'End' })
  await fireEvent.keyDown(ribbon, { key: 'Enter' })
  expect(onOpen, 'the keys still stand on a chapter').toHaveBeenCalledWith(2999)
  const far = scrolled()
  expect(far).toBeGreaterThan(19000)
  room = 520
  resized.forEach((heard) => heard())
  await tick()
  expect(scrolled(), 'it goes on just as far as the narrower room asks').toBeGreaterThanOrEqual(far)
})
