import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import SoftField from './SoftField.svelte'

const absolutes = [
  { word: 'always', instead: ['often', 'sometimes'] },
  { word: 'never', instead: ['rarely'] },
]

async function written(words: string): Promise<HTMLTextAreaElement> {
  render(SoftField, { value: '', label: 'when', absolutes, onInput: vi.fn() })
  const field: HTMLTextAreaElement = screen.getByRole('textbox')
  field.focus()
  await fireEvent.input(field, { target: { value: words } })
  return field
}

async function caretAt(field: HTMLTextAreaElement, at: number): Promise<void> {
  field.setSelectionRange(at, at)
  await fireEvent.keyUp(field, { key: 'ArrowLeft' })
}

const first = (): HTMLElement => screen.getAllByRole('button')[0]!

test('a suggestion never blocks: Tab goes past it, and it is heard with the field', async () => {
  const field = await written('you always come late')
  expect(screen.getAllByRole('button').map((button) => button.tabIndex)).toEqual([-1, -1, -1])
  const heard = document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent
  expect(heard, 'with the key that leads there').toContain('F6 leads here')
})

test('it is brought into sight when it comes to whoever writes, and moves nothing after that', async () => {
  const brought = vi.spyOn(Element.prototype, 'scrollIntoView')
  const field = await written('you always come late')
  expect(brought.mock.contexts).toEqual([screen.getByText(/“always” can be hard to hear/u).closest('p')])
  await fireEvent.input(field, { target: { value: 'you always come late, and you never call' } })
  expect(brought).toHaveBeenCalledTimes(1)
  cleanup()
  render(SoftField, { value: 'you always come late', label: 'when', absolutes, onInput: vi.fn() })
  expect(screen.getByText(/“always” can be hard to hear/u), 'what was written before is only looked at').toBeTruthy()
  expect(brought).toHaveBeenCalledTimes(1)
  brought.mockRestore()
})

test('its key leads to it and back, and the arrows along it', async () => {
  const field = await written('you always come late')
  await fireEvent.keyDown(field, { key: 'F6' })
  expect(document.activeElement?.textContent).toBe('“often”')
  await fireEvent.keyDown(first(), { key: 'ArrowRight' })
  expect(document.activeElement?.textContent).toBe('“sometimes”')
  await fireEvent.keyDown(document.activeElement!, { key: 'F6' })
  expect(document.activeElement).toBe(field)
  await fireEvent.keyDown(field, { key: 'F6' })
  await fireEvent.keyDown(first(), { key: 'Escape' })
  expect(document.activeElement).toBe(field)
})

test('a rewrite leaves the caret where one was typing', async () => {
  const field = await written('you always come late')
  await caretAt(field, 15)
  await fireEvent.click(screen.getByRole('button', { name: /“often”/u }))
  expect(field.value).toBe('you often come late')
  expect([document.activeElement, field.selectionStart, field.selectionEnd]).toEqual([field, 14, 14])
})

test('it speaks of the word nearest to where one writes, and of the next one when that is left', async () => {
  const field = await written('you always come late and never call')
  await caretAt(field, 35)
  expect(screen.getByText(/“never” can be hard to hear/u)).toBeTruthy()
  await caretAt(field, 3)
  expect(screen.getByText(/“always” can be hard to hear/u)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'leave it' }))
  expect(screen.getByText(/“never” can be hard to hear/u)).toBeTruthy()
  expect(document.activeElement, 'and one can write on').toBe(field)
})

test('no line begins with the sign that ends the one before', async () => {
  await written('you always come late')
  const kept = (button: HTMLElement): string | undefined => button.closest('.nowrap')?.textContent
  const buttons = screen.getAllByRole('button')
  expect(buttons.map(kept)).toEqual(['“often”', '“sometimes”? Or', 'leave it.'])
  expect(document.querySelector('.soft')?.textContent, 'and what it says is one sentence').toContain(
    'Perhaps “often” or “sometimes”? Or leave it. F6',
  )
})

test('a rewrite goes in as typing does, so that the field’s own undo takes it back', async () => {
  const field = await written('you always come late')
  const typed: unknown[] = []
  Object.assign(document, {
    execCommand: (...asked: unknown[]) => {
      typed.push([...asked, field.value.slice(field.selectionStart, field.selectionEnd)])
      field.setRangeText(String(asked[2]))
      return field.dispatchEvent(new Event('input', { bubbles: true }))
    },
  })
  await fireEvent.click(screen.getByRole('button', { name: /“often”/u }))
  Reflect.deleteProperty(document, 'execCommand')
  expect(typed, 'over the word, once').toEqual([['insertText', false, 'often', 'always']])
  expect(field.value).toBe('you often come late')
})
