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
