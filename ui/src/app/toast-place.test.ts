import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import { modals } from './modals'
import { freest, type Place } from './toast-place'
import ToastPlace from './ToastPlace.svelte'
import { toasts } from './toasts.svelte'

vi.mock('./modals', () => ({ modals: vi.fn((): HTMLElement[] => []) }))
afterEach(() => {
  vi.mocked(modals).mockReset().mockReturnValue([])
})

test('over a sheet that keeps everything else back the toast can be pressed, and it outlives the sheet', async () => {
  const { container } = render(ToastPlace)
  const sheet = document.body.appendChild(document.createElement('dialog'))
  vi.mocked(modals).mockImplementation(() => (sheet.isConnected && sheet.open ? [sheet] : []))
  sheet.showModal()
  toasts.say('Bookmark put back.', { label: 'Undo', take: vi.fn() })
  const toast = await screen.findByText('Bookmark put back.')
  await vi.waitFor(() => expect(sheet.contains(toast), 'behind the sheet it would be dead').toBe(true))
  sheet.remove()
  await vi.waitFor(() => expect(container.contains(toast), 'and it would go with the sheet').toBe(true))
  toasts.clear()
})

test('the way back is taken when its button is pressed, and the toast goes', async () => {
  const take = vi.fn()
  render(ToastPlace)
  toasts.say('Thrown away.', { label: 'Undo', inFull: 'Bring the page back', take })
  await fireEvent.click(await screen.findByRole('button', { name: /Bring the page back/ }))
  expect(take, 'the toast is gone, its offer was taken').toHaveBeenCalledOnce()
  expect(screen.queryByText('Thrown away.')).toBeNull()
})

test('a toast lies over nothing that can be pressed, wherever there is such a place', () => {
  const box = (left: number, top: number) => ({ left, top, right: left + 300, bottom: top + 44 })
  const boxes: Record<Place, ReturnType<typeof box>> = {
    start: box(240, 736),
    end: box(856, 736),
    above: box(240, 20),
    aboveEnd: box(856, 20),
  }
  const at = (place: Place) => boxes[place]
  const [start, save] = [box(300, 700), box(900, 760)]
  expect(freest(at, []), 'the usual place').toBe('start')
  expect(freest(at, [start]), 'an answer lies there').toBe('end')
  expect(freest(at, [start, save]), 'and on the other side a sheet is saved').toBe('above')
  expect(freest(at, [start, save, box(300, 50), boxes.aboveEnd]), 'or where the least is covered').toBe('start')
})

test('where nothing can be pressed a toast lies over as few words as it can, and over words rather than an answer', () => {
  const box = (left: number, top: number, width = 300) => ({ left, top, right: left + width, bottom: top + 44 })
  const boxes: Record<Place, ReturnType<typeof box>> = {
    start: box(240, 736),
    end: box(856, 736),
    above: box(240, 20),
    aboveEnd: box(856, 20),
  }
  const at = (place: Place) => boxes[place]
  expect(freest(at, [], [box(240, 740)]), 'a sentence lies there').toBe('end')
  expect(freest(at, [box(856, 740)], [box(240, 740), box(240, 20, 100)]), 'half a title').toBe('aboveEnd')
  expect(freest(at, [box(856, 740, 20), box(856, 20, 20)], [box(240, 740), box(240, 20, 100)])).toBe('above')
})

test('a toast that comes over an answer goes to the other side', async () => {
  const answer = document.body.appendChild(document.createElement('button'))
  const here = new DOMRect(240, 700, 120, 60)
  const place = vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    if (this === answer) return here
    const at = this.closest<HTMLElement>('.toastplace')?.dataset['place']
    return at === 'end' ? new DOMRect(860, 736, 300, 44) : new DOMRect(240, 736, 300, 44)
  })
  const { container } = render(ToastPlace)
  toasts.say('Everything is small for a while.')
  await screen.findByText('Everything is small for a while.')
  expect(container.querySelector<HTMLElement>('.toastplace')?.dataset['place']).toBe('end')
  place.mockRestore()
  answer.remove()
})
