import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { undo } from '../../app/act'
import { people } from '../../app/people.svelte'
import { go } from '../../app/route.svelte'
import { forgetUnsent, unsentOf } from '../../app/unsent.svelte'
import type { BookView } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import Book from './Book.svelte'
import { book, openNote } from './jetty-book'

const quiet = openNote('So quiet')
const loud = openNote('So loud', 'd')

/** A book with these notes, which are taken away and come back as the core has it: last first. */
async function opened(...notes: BookView['notes']): Promise<FakeHost> {
  let there = notes
  const taken: BookView['notes'] = []
  const stale = ['reading' as const]
  const words = { key: 'removeNote', args: { chapter: '2' } }
  const host = fakeHost({
    book_view: () => ({ ...book, notes: there }),
    unsent_keep: () => ({}),
    note_remove: ({ note }) => {
      taken.push(...there.filter((one) => 'id' in one && one.id === note))
      there = there.filter((one) => !('id' in one) || one.id !== note)
      return { value: {}, changed: { stale, undo: words } }
    },
    undo: () => {
      there = [...there, ...taken.splice(-1)]
      return { value: { what: words, takenBack: 'whole', redo: true }, changed: { stale, undo: null } }
    },
  })
  go({ page: 'book', book: book.id })
  render(Book)
  await screen.findByRole('heading', { level: 1, name: book.title })
  return host
}
const pencils = (): HTMLElement[] => screen.getAllByRole('button', { name: t('reading.notes.change', { number: 2 }) })
/** Takes the note away whose field is open, so that `left` are there. */
async function remove(left: number): Promise<void> {
  await fireEvent.click(screen.getByRole('button', { name: t('reading.notes.remove') }))
  await waitFor(() => expect(screen.queryByRole('button', { name: t('reading.notes.remove') })).toBeNull())
  await waitFor(() => expect(screen.queryAllByText(/^So (?:quiet|loud)$/u)).toHaveLength(left))
}

beforeEach(() => {
  people.show(both)
})
afterEach(forgetUnsent)

it('goes on where the words end as soon as the pencil is pressed', async () => {
  await opened(quiet)
  await fireEvent.click(pencils()[0]!)
  const field = screen.getByDisplayValue<HTMLTextAreaElement>('So quiet')
  await waitFor(() => expect(document.activeElement).toBe(field))
  expect(field.selectionStart).toBe('So quiet'.length)
})

it('gives back what was begun of a note that was taken away with the note itself', async () => {
  const host = await opened(quiet)
  await fireEvent.click(pencils()[0]!)
  await fireEvent.input(screen.getByDisplayValue('So quiet'), { target: { value: 'So quiet, and the gulls' } })
  await remove(0)
  const place = 'c'.repeat(32)
  expect(unsentOf(place), 'nothing of what is away is kept').toBe('')
  await undo()
  expect(await screen.findByDisplayValue('So quiet, and the gulls')).toBeTruthy()
  expect(unsentOf(place), 'and it waits as it did').toBe('So quiet, and the gulls')
  expect(host.calls.filter(({ name }) => name === 'note_change'), 'nothing was changed by it').toEqual([])
})

it('gives it back with its own note, when another was taken away after it', async () => {
  await opened(quiet, loud)
  await fireEvent.click(pencils()[0]!)
  await fireEvent.input(screen.getByDisplayValue('So quiet'), { target: { value: 'So quiet, and the gulls' } })
  await remove(1)
  await fireEvent.click(pencils()[0]!)
  await remove(0)
  await undo()
  expect(await screen.findByText('So loud'), 'nothing was begun of this one').toBeTruthy()
  expect(unsentOf('c'.repeat(32)), 'that note is still away').toBe('')
  await undo()
  expect(await screen.findByDisplayValue('So quiet, and the gulls')).toBeTruthy()
})
