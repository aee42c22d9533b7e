import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { go } from '../../app/route.svelte'
import { flushAll } from '../../app/autosave.svelte'
import { followUnsent, forgetUnsent, unsentOf } from '../../app/unsent.svelte'
import type { BookView, ReadingView } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import Book from './Book.svelte'
import { blank } from './new-book'
import { book, openNote } from './jetty-book'
import Reading from './Reading.svelte'

const empty = { today: '2026-11-23', onTable: [], waiting: [], resting: [], finished: [] } as unknown as ReadingView
const chapters = book.chapters.map(({ id, title }) => ({ id, title: title ?? '', part: '', pages: null, words: null }))
const theirs = (): HTMLElement => screen.getByRole('button', { name: t('app.covered.show') })

let stop: () => void
/** A window that is opened on a shared computer while `words` wait at `place`. */
async function opened(place: string, words: string, over: Partial<BookView> = {}): Promise<FakeHost> {
  const host = fakeHost({
    reading_view: () => empty,
    book_view: () => ({ ...book, ...over }),
    chapters_view: () => ({ chapters }),
    unsent_keep: () => ({}),
    unsent_view: () => ({ all: [{ place, words }] }),
  })
  stop = followUnsent()
  await waitFor(() => expect(unsentOf(place)).toBe(words))
  return host
}

beforeEach(() => {
  forgetUnsent()
  people.show(both)
})
afterEach(() => stop())

describe('what was begun about a book, before they said that they are there', () => {
  it('is no book in the sheet, and none is written over it', async () => {
    const begun = JSON.stringify({ ...blank(), title: 'Cranford' })
    await opened('book', begun)
    go({ page: 'reading' })
    render(Reading)
    await screen.findByText(t('reading.empty.title'))
    await fireEvent.click(screen.getAllByRole('button', { name: t('reading.add') })[0]!)
    expect(screen.queryByLabelText(t('reading.fields.title'))).toBeNull()
    expect(document.activeElement, 'they are asked first').toBe(theirs())
    await fireEvent.click(theirs())
    expect((await screen.findByLabelText<HTMLInputElement>(t('reading.fields.title'))).value).toBe('Cranford')
    await flushAll()
    expect(unsentOf('book')).toContain('Cranford')
  })

  it('is no list of chapters, and none is written over it', async () => {
    const begun = chapters.map((one, i) => (i === 0 ? { ...one, title: 'The Return, half typ' } : one))
    const place = `chapters/${book.id}`
    await opened(place, JSON.stringify({ chapters: begun, text: '' }))
    const show = async (): Promise<void> => {
      go({ page: 'book', book: book.id })
      render(Book)
      await screen.findByRole('heading', { level: 1, name: book.title })
      await fireEvent.click(screen.getByRole('button', { name: t('reading.book.menu.label') }))
      await fireEvent.click(screen.getByRole('menuitem', { name: t('reading.book.menu.chapters') }))
    }
    await show()
    expect(theirs()).toBeTruthy()
    expect(screen.queryByDisplayValue('The Return, half typ')).toBeNull()
    expect(screen.queryByText(t('reading.chapters.save')), 'there is nothing to save yet').toBeNull()
    cleanup()
    await flushAll()
    expect(unsentOf(place), 'whoever looked and went has not let it go').toContain('The Return, half typ')
    await show()
    await fireEvent.click(theirs())
    expect(await screen.findByDisplayValue('The Return, half typ')).toBeTruthy()
  })

  it('is no change of a note', async () => {
    const note = openNote('So quiet')
    await opened(note.id, 'So quiet, and the gulls', { notes: [note] })
    go({ page: 'book', book: book.id })
    render(Book)
    expect(await screen.findByText('So quiet'), 'what was kept is read as ever').toBeTruthy()
    expect(screen.queryByDisplayValue('So quiet, and the gulls')).toBeNull()
    await fireEvent.click(theirs())
    const field = await screen.findByDisplayValue('So quiet, and the gulls')
    expect(document.activeElement).toBe(field)
  })
})
