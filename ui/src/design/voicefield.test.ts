import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, test, vi } from 'vitest'
import VoiceField from './VoiceField.svelte'

afterEach(cleanup)

const long = `${'I keep thinking about Thursday. '.repeat(15)}\n\n`.repeat(100)

/** A page that keeps what it is told, as the pages of the app do. */
function page(value = '') {
  const kept = { value }
  const { rerender } = render(VoiceField, {
    value,
    label: 'Page text',
    onInput: (next: string) => {
      kept.value = next
      void rerender({ value: next })
    },
  })
  return kept
}
const fields = (): HTMLTextAreaElement[] => screen.getAllByRole('textbox')
async function paste(field: HTMLElement, text: string): Promise<boolean> {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { getData: () => text } })
  const open = field.dispatchEvent(event)
  await tick()
  await tick()
  return open
}

test('an ordinary page is one field, and ordinary pasting is the browser’s own', async () => {
  const kept = page('a page')
  expect(fields()).toHaveLength(1)
  expect(await paste(fields()[0]!, ' and a line')).toBe(true)
  await fireEvent.input(fields()[0]!, { target: { value: 'a page and a line' } })
  expect(kept.value).toBe('a page and a line')
})

test('a very long text is pasted whole, and its fields show all of it', async () => {
  const kept = page('before  after')
  const [field] = fields()
  field!.setSelectionRange(7, 7)
  expect(await paste(field!, long.replaceAll('\n', '\r\n'))).toBe(false)
  expect(kept.value === `before ${long} after`, 'nothing is cut, line ends are lines').toBe(true)
  expect(fields().length).toBeGreaterThan(5)
  expect(fields().every(({ value }) => value.length <= 16_000)).toBe(true)
})

test('a long paste is taken back like typing is', async () => {
  const kept = page('what was here')
  fields()[0]!.setSelectionRange(0, 13)
  await paste(fields()[0]!, long)
  expect(kept.value === long).toBe(true)
  await fireEvent.keyDown(fields()[0]!, { key: 'z', ctrlKey: true })
  expect(kept.value).toBe('what was here')
})

test('typing in one of many fields changes the text there and nowhere else', async () => {
  const kept = page(long)
  const third = fields()[2]!
  await fireEvent.input(third, { target: { value: `${third.value}!` } })
  expect(kept.value).toHaveLength(long.length + 1)
  expect(kept.value.replace('!', '') === long).toBe(true)
})

test('Backspace and Delete close the seam between two fields', async () => {
  const kept = page(long)
  const [first, second] = fields()
  const seam = first!.value.length
  second!.setSelectionRange(0, 0)
  await fireEvent.keyDown(second!, { key: 'Backspace' })
  expect(kept.value === long.slice(0, seam) + long.slice(seam + 1), 'the line break is gone, one letter').toBe(true)
})

test('all of a long text is chosen, copied and replaced as one', async () => {
  const kept = page(long)
  await fireEvent.keyDown(fields()[1]!, { key: 'a', ctrlKey: true })
  const setData = vi.fn()
  const event = new Event('copy', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { setData } })
  fields()[1]!.dispatchEvent(event)
  expect(setData.mock.calls[0]?.[1] === long, 'a copy is never a part').toBe(true)
  await fireEvent.keyDown(fields()[1]!, { key: 'x' })
  expect(kept.value).toBe('x')
})

test('words that are set from outside stay in the field that has the focus', async () => {
  const { rerender } = render(VoiceField, { value: 'one', label: 'Page text', onInput: () => undefined })
  const [field] = fields()
  field!.focus()
  await rerender({ value: '' })
  expect(fields()[0]).toBe(field)
  expect(document.activeElement).toBe(field)
  expect(field!.value).toBe('')
})
