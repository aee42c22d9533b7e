import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'
import { t } from '../i18n'
import { clock } from '../i18n/format'
import TimeField from './TimeField.svelte'

const said = t('app.timeWrong', { example: clock('21:30') })

async function typed(text: string): Promise<{ field: HTMLElement; onChange: ReturnType<typeof vi.fn> }> {
  const onChange = vi.fn()
  render(TimeField, { label: 'From', value: '21:30', onChange })
  const field = screen.getByLabelText('From')
  await fireEvent.input(field, { target: { value: text } })
  return { field, onChange }
}

it('what is no time is said when the field is left', async () => {
  const { field } = await typed('later')
  await fireEvent.blur(field)
  expect(screen.getByRole('alert').textContent).toBe(said)
  expect(field.getAttribute('aria-invalid')).toBe('true')
})

it('a press that takes the focus away finds its button where it was: what is wrong is said after the click', async () => {
  const { field } = await typed('later')
  await fireEvent.pointerDown(document.body)
  await fireEvent.blur(field)
  expect(screen.queryByRole('alert'), 'nothing moves while the press lasts').toBeNull()
  let atClick: HTMLElement | null = field
  document.body.addEventListener('click', () => (atClick = screen.queryByRole('alert')), { once: true })
  document.body.dispatchEvent(new Event('pointerup', { bubbles: true }))
  document.body.click()
  expect(atClick, 'nor before the click').toBeNull()
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(said))
})

it('a time is handed on before the click, which may be what keeps it', async () => {
  const { field, onChange } = await typed('22:15')
  await fireEvent.pointerDown(document.body)
  await fireEvent.blur(field)
  expect(onChange).toHaveBeenCalledWith('22:15')
  await fireEvent.pointerUp(document.body)
})
