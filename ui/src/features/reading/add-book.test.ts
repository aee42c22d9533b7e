import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import { brought } from '../../app/brought.svelte'
import type { FoundList, ListEntry, Looked, Stands } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import AddBook from './AddBook.svelte'
import { bookInHand } from './new-book'

const book = (title: string, stands: Stands): ListEntry => ({ title, author: '', stands, already: false })
const list = (ticket: number, books: ListEntry[]): Looked => ({
  kind: 'list',
  list: { ticket, maker: 'goodreads', books, unread: 0, unreadLines: [], undated: 0, language: null } as unknown as FoundList,
})

test('what was ticked in one list says nothing about the next', async () => {
  const lists = [
    list(1, [book('Cranford', 'waiting'), book('Firs', 'reading')]),
    list(2, [book('Boat', 'reading'), book('Babel', 'waiting')]),
  ]
  fakeHost({ import_look: () => lists.shift()! })
  render(AddBook, { couple: true, inHand: bookInHand(), onChanged: vi.fn(), onBrought: vi.fn(), onClose: vi.fn(), onAdded: vi.fn() })
  brought.path = '/one.csv'
  const ticked = (name: string): boolean => screen.getByRole('checkbox', { name }).getAttribute('aria-checked') === 'true'
  await screen.findByText('Cranford')
  expect([ticked('Cranford'), ticked('Firs')]).toEqual([false, true])
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Cranford' }))
  brought.path = '/two.csv'
  await screen.findByText('Babel')
  expect([ticked('Boat'), ticked('Babel')]).toEqual([true, false])
})
