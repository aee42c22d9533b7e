import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import Menu from './Menu.svelte'

const box = (left: number, top: number, width: number, height: number): DOMRect => new DOMRect(left, top, width, height)

afterEach(() => vi.restoreAllMocks())

/** Opens a menu of 300 by 200 under a button that stands there, in a window of 1024 by 768. */
async function opened(left: number, top: number): Promise<HTMLElement> {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(box(left, top, 36, 36))
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(300)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(200)
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(1024)
  render(Menu, { label: 'More', items: [{ label: 'One', choose: () => undefined }] })
  await fireEvent.click(screen.getByRole('button', { name: 'More' }))
  return await screen.findByRole('menu')
}

test('an open menu lies above whatever would cut it off, under its button', async () => {
  const menu = await opened(100, 50)
  expect(menu.getAttribute('popover')).toBe('manual')
  expect(menu.dataset['popoverOpen'], 'in the top layer').toBe('')
  expect([menu.style.left, menu.style.top]).toEqual(['100px', '92px'])
})

test('near the window’s end it stays inside it, and opens upwards', async () => {
  const menu = await opened(980, 720)
  expect([menu.style.left, menu.style.top]).toEqual(['716px', '514px'])
})
