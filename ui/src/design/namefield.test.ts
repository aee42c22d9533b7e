import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import NameField from './NameField.svelte'

it('hands over what was written when its page goes, and nothing twice', async () => {
  const left: string[] = []
  const { unmount } = render(NameField, { label: 'Word', value: '', onLeave: (value: string) => left.push(value) })
  const field = screen.getByLabelText('Word')
  await fireEvent.input(field, { target: { value: 'love' } })
  await fireEvent.blur(field)
  await fireEvent.input(field, { target: { value: 'dear' } })
  unmount()
  expect(left).toEqual(['love', 'dear'])
})

it('says nothing of a field that nobody wrote in', () => {
  const left: string[] = []
  render(NameField, { label: 'Word', value: 'love', onLeave: (value: string) => left.push(value) }).unmount()
  expect(left).toEqual([])
})
