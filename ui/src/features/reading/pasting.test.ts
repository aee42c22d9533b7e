import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from 'vitest'
import { people } from '../../app/people.svelte'
import { toasts } from '../../app/toasts.svelte'
import { forgetUnsent } from '../../app/unsent.svelte'
import { HostError } from '../../host'
import type { Proposal } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import AddBook from './AddBook.svelte'
import ChaptersSheet from './ChaptersSheet.svelte'
import { book } from './jetty-book'
import { bookInHand } from './new-book'

const chapters = ['The Return', 'Mrs. Todd'].map((title) => ({ title, part: '', pages: null, words: null }))
const found: Proposal = { kind: 'chapters', chapters: chapters.map((one) => ({ id: null, ...one })), leftOut: [], leftOutCount: 0 }
const wrote = { stale: [], undo: null }

let host: FakeHost
let away: Mock<() => void>
let inHand: ReturnType<typeof bookInHand>
beforeEach(() => {
  forgetUnsent()
  toasts.clear()
  people.show(both)
  away = vi.fn<() => void>()
  inHand = bookInHand()
  host = fakeHost({
    unsent_keep: () => ({}),
    chapters_view: () => ({ chapters: [] }),
    chapters_propose: () => found,
    book_add: () => ({ value: book.id, changed: wrote }),
    chapters_edit: () => ({ value: {}, changed: wrote }),
  })
})
afterEach(forgetUnsent)

const nothing = vi.fn()
const sheets = {
  'a new book': {
    show: () => render(AddBook, { couple: true, inHand, onChanged: nothing, onBrought: nothing, onClose: nothing, onAdded: away }),
    save: () => t('reading.addBook.save'),
    call: 'book_add',
  },
  'a book that has no chapters': {
    show: () => render(ChaptersSheet, { book, onClose: away, onChanged: nothing }),
    save: () => t('reading.chapters.save'),
    call: 'chapters_edit',
  },
}

describe.each(Object.entries(sheets))('a list that is pasted for %s, and kept at once', (_, { show, save, call }) => {
  const kept = (): unknown[] => host.calls.filter(({ name }) => name === call).map(({ args }) => args)
  const paste = async (): Promise<void> => {
    await fireEvent.input(await screen.findByLabelText(t('reading.addBook.pasteLabel')), { target: { value: '1. The Return\n2. Mrs. Todd' } })
  }
  const press = async (): Promise<void> => {
    const button = screen.getByText(save())
    await waitFor(() => expect(button.getAttribute('aria-disabled'), 'the press before it is done').toBeNull())
    await fireEvent.click(button)
  }

  it('is read before anything is kept', async () => {
    show()
    await paste()
    await press()
    await waitFor(() => expect(away).toHaveBeenCalled())
    expect(kept()).toMatchObject([{ chapters }])
  })

  it('stays when it cannot be read, and nothing is kept', async () => {
    host.answer('chapters_propose', () => {
      throw new HostError('busy')
    })
    show()
    await paste()
    await press()
    await waitFor(() => expect(toasts.now?.text).toBe(t('errors.busy')))
    expect([kept(), away.mock.calls]).toEqual([[], []])
    host.answer('chapters_propose', () => found)
    await press()
    await waitFor(() => expect(away).toHaveBeenCalled())
    expect(kept(), 'it is tried again with the next press').toMatchObject([{ chapters }])
  })

  it('is said to hold no chapters before it is let go', async () => {
    host.answer('chapters_propose', () => ({ kind: 'nothing' }))
    show()
    await paste()
    await press()
    expect(await screen.findByText(t('reading.addBook.nothing'))).toBeTruthy()
    expect(kept(), 'nobody has seen that yet').toEqual([])
    await press()
    await waitFor(() => expect(kept(), 'now they have').toHaveLength(1))
  })

  it('is read when the field is there again, if it was left too soon', async () => {
    show()
    await paste()
    await fireEvent.click(screen.getByRole('radio', { name: t('reading.addBook.count') }))
    await fireEvent.click(screen.getByRole('radio', { name: t('reading.addBook.paste') }))
    expect(await screen.findByDisplayValue('Mrs. Todd')).toBeTruthy()
    await fireEvent.input(screen.getByDisplayValue('Mrs. Todd'), { target: { value: 'Mrs. Todd’s' } })
    await fireEvent.click(screen.getByRole('radio', { name: t('reading.addBook.count') }))
    await fireEvent.click(screen.getByRole('radio', { name: t('reading.addBook.paste') }))
    await press()
    await waitFor(() => expect(away).toHaveBeenCalled())
    expect(kept(), 'what was changed in it since is not read over').toMatchObject([{ chapters: [chapters[0], { title: 'Mrs. Todd’s' }] }])
  })
})
