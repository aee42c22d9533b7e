import { render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, expect, it } from 'vitest'
import { undo } from '../../app/act'
import { people } from '../../app/people.svelte'
import { go, route } from '../../app/route.svelte'
import { spread } from '../../app/stale'
import { HostError } from '../../host'
import type { BookId, BookView } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import Book from './Book.svelte'

const jetty = {
  id: 'b'.repeat(32) as BookId,
  title: 'The Jetty Book',
  author: '',
  shelf: 'waiting',
  evenings: null,
  finishBy: null,
  isbn: '',
  language: '',
  cover: null,
  file: null,
  chapters: [],
  ribbons: [],
  editions: [],
  together: 0,
} as unknown as BookView

const gone = (): never => {
  throw new HostError('notFound')
}

async function opened(): Promise<FakeHost> {
  go({ page: 'book', book: jetty.id })
  const host = fakeHost({ book_view: () => jetty })
  render(Book)
  await screen.findByRole('heading', { name: jetty.title })
  host.answer('book_view', gone)
  return host
}

beforeEach(() => people.show(both))

it('a_book_that_ones_own_undo_took_away_is_left_for_the_shelf', async () => {
  const host = await opened()
  host.answer('undo', () => ({
    value: { what: { key: 'addBook', args: { title: jetty.title } }, takenBack: 'whole', redo: true },
    changed: { stale: ['reading'], undo: null },
  }))
  await undo()
  await waitFor(() => expect(route.page).toBe('reading'))
})

it('a_book_that_somebody_else_took_away_says_only_that_it_is_gone', async () => {
  await opened()
  spread(['reading'])
  expect(await screen.findByRole('heading', { name: t('reading.book.gone.title') })).toBeTruthy()
  expect(route.page, 'nobody is led away from what they were looking at').toBe('book')
  expect(screen.queryByText(/Undo/u), 'which may have been done already').toBeNull()
})
