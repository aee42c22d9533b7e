import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { PersonId } from '../host/bindings'
import { fakeHost } from '../host/fake'
import GoTo from './GoTo.svelte'
import { people } from './people.svelte'
import { route } from './route.svelte'

const person = (id: string, name: string, side: 'a' | 'b') =>
  ({ id: id.repeat(32) as PersonId, name, ribbon: side === 'a' ? 'madder' : 'moss', side, drawer: 'locked' }) as const

beforeEach(() => {
  fakeHost({})
  people.show({ a: person('a', 'Sam', 'a'), b: person('b', 'Sam', 'b'), here: 'a', word: '', dayEnds: 4 })
})

const field = (): HTMLElement => screen.getByRole('combobox')
const lit = (): string | null | undefined => screen.getByRole('option', { selected: true }).textContent

test('two people of one name have a drawer each to go to', async () => {
  const onClose = vi.fn()
  render(GoTo, { open: true, onClose })
  await fireEvent.input(field(), { target: { value: 'sam' } })
  expect(screen.getAllByRole('option')).toHaveLength(2)
  await fireEvent.keyDown(field(), { key: 'ArrowDown' })
  await fireEvent.keyDown(field(), { key: 'Enter' })
  expect(onClose).toHaveBeenCalledOnce()
  expect(route.place).toMatchObject({ page: 'drawer', person: 'b'.repeat(32) })
})

test('it asks for what it finds: a page of a drawer is none of it', () => {
  render(GoTo, { open: true, onClose: () => undefined })
  expect(field().getAttribute('placeholder')).toBe('A place or a drawer')
})

test('arrows go round, what is typed begins at the top again, and nothing found is said', async () => {
  render(GoTo, { open: true, onClose: () => undefined })
  await fireEvent.keyDown(field(), { key: 'ArrowUp' })
  expect(lit()).toBe('Help')
  await fireEvent.input(field(), { target: { value: 'read' } })
  await waitFor(() => expect(lit()).toBe('Reading'))
  await fireEvent.input(field(), { target: { value: 'nowhere' } })
  expect(screen.queryByRole('option')).toBeNull()
  expect(screen.getByRole('status').textContent).toBe('Nothing by that name.')
})
