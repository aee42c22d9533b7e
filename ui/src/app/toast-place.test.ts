import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import ToastPlace from './ToastPlace.svelte'
import { toasts } from './toasts.svelte'

test('the way back is taken when its button is pressed, and the toast goes', async () => {
  const take = vi.fn()
  render(ToastPlace)
  toasts.say('Thrown away.', { label: 'Undo', inFull: 'Bring the page back', take })
  await fireEvent.click(await screen.findByRole('button', { name: /Bring the page back/ }))
  expect(take, 'the toast is gone, its offer was taken').toHaveBeenCalledOnce()
  expect(screen.queryByText('Thrown away.')).toBeNull()
})

test('on a narrow window neither the bar nor a toast lies over the lamp and the switch at the end of a page', () => {
  const source = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')
  const rem = (text: string, shape: RegExp): number => Number(shape.exec(text)?.[1] ?? Number.NaN)
  const bar = rem(source('../design/css/narrow.css'), /\.app \{[^}]*padding-block-end: ([\d.]+)rem/u)
  const beneath = rem(source('NarrowFoot.svelte'), /padding: 0 [\d.]+rem ([\d.]+)rem/u)
  const toast = rem(source('../design/css/components.css'), /\.narrowfoot ~ \.toastplace \{[^}]*inset-block-end: ([\d.]+)rem/u)
  const target = 2.5
  expect(beneath, 'the bar').toBeGreaterThanOrEqual(bar)
  expect(toast, 'the toast').toBeGreaterThanOrEqual(beneath + target)
})
