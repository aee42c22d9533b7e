import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { deedsAreDone } from '../app/act'
import { flushAll } from '../app/autosave.svelte'
import { people } from '../app/people.svelte'
import { go } from '../app/route.svelte'
import { toasts } from '../app/toasts.svelte'
import { forgetUnsent } from '../app/unsent.svelte'
import { HostError } from '../host'
import { fakeHost, type FakeHost } from '../host/fake'
import { both } from '../host/two-people'
import { t } from '../i18n'
import AddBook from './reading/AddBook.svelte'
import ChaptersSheet from './reading/ChaptersSheet.svelte'
import FinishSheet from './reading/FinishSheet.svelte'
import { book, couple } from './reading/jetty-book'
import { bookInHand } from './reading/new-book'
import NoteField from './reading/NoteField.svelte'
import Rituals from './rituals/Rituals.svelte'
import SlipField from './tonight/SlipField.svelte'
import SlipForm from './us/SlipForm.svelte'

let host: FakeHost
let code = ''
beforeEach(() => {
  forgetUnsent()
  people.show(both)
  code = 'full'
  host = fakeHost({
    unsent_keep: () => {
      if (code !== '') throw new HostError(code)
      return {}
    },
  })
})

const chapter = book.chapters[0]!.id
const fields = {
  'a slip on the first page': () => render(SlipField, { other: 'Sam' }),
  'a slip in Us': () => render(SlipForm, { other: 'Sam' }),
  'a note in a book': () => render(NoteField, { book: book.id, chapter, number: 1 }),
  'the line that is kept of a book': () => render(FinishSheet, { book, couple, onClose: () => undefined }),
}

describe.each(Object.entries(fields))('%s', (_, show) => {
  const line = (): HTMLElement | null => screen.queryByText(t('app.notYet.full'), { exact: false })

  it('says beside its words that they could not be written, for as long as that lasts', async () => {
    show()
    const field = screen.getAllByRole<HTMLTextAreaElement>('textbox').at(-1)!
    const type = async (words: string): Promise<void> => {
      if (field instanceof HTMLTextAreaElement) await fireEvent.input(field, { target: { value: words } })
      else {
        ;(field as HTMLElement).textContent = words
        await fireEvent.input(field)
      }
    }
    await type('You waited up for me.')
    expect(line(), 'nothing was tried yet').toBeNull()
    expect(await flushAll()).toBe(false)
    const said = await waitFor(() => line()!)
    expect(said.closest('[role=status]'), 'it is heard, and holds nothing up').toBeTruthy()

    const copied = vi.fn(() => Promise.resolve())
    vi.stubGlobal('navigator', { clipboard: { writeText: copied } })
    await fireEvent.click(screen.getByText(t('app.notYet.copy')))
    expect(copied).toHaveBeenCalledWith('You waited up for me.')
    vi.unstubAllGlobals()

    await flushAll()
    expect(line(), 'another attempt that fails takes nothing away').toBe(said)
    code = ''
    await flushAll()
    await waitFor(() => expect(line()).toBeNull())
    expect(host.calls.at(-1)).toMatchObject({ args: { words: { words: 'You waited up for me.' } } })
    cleanup()
  })
})

const nothing = (): void => undefined
const sheets = {
  'a new book': {
    show: () => render(AddBook, { couple: true, inHand: bookInHand(), onChanged: nothing, onBrought: nothing, onClose: nothing, onAdded: nothing }),
    field: () => t('reading.fields.title'),
    save: () => t('reading.addBook.save'),
    call: 'book_add',
  },
  'the chapters of a book': {
    show: () => render(ChaptersSheet, { book, onClose: nothing, onChanged: nothing }),
    field: () => t('reading.chapters.titleOf', { number: 1 }),
    save: () => t('reading.chapters.save'),
    call: 'chapters_edit',
  },
  'a ritual': {
    show: () => {
      go({ page: 'rituals', start: 'own' })
      return render(Rituals)
    },
    field: () => t('rituals.sheet.name'),
    save: () => t('rituals.sheet.save'),
    call: 'ritual_save',
  },
} as const

describe.each(Object.entries(sheets))('the sheet of %s', (_, { show, field, save, call }) => {
  it('says beside its button that its words wait in this window alone, and keeps them when saving fails', async () => {
    const full = (): never => {
      throw new HostError('full')
    }
    host.answer('chapters_view', () => ({ chapters: [{ id: chapter, title: 'The Return', part: '', pages: null, words: null }] }))
    host.answer('rituals_view', () => ({ rituals: [], zone: 'Europe/Berlin', today: '2026-11-23', season: { small: null, holiday: null, proposed: null } }))
    host.answer(call, full)
    show()
    const typedIn = await screen.findByLabelText<HTMLInputElement>(field())
    await fireEvent.input(typedIn, { target: { value: 'Dunnet Landing' } })
    const line = (): HTMLElement | null => screen.queryByText(t('app.notYet.full'), { exact: false })
    expect(line(), 'nothing was tried yet').toBeNull()
    expect(await flushAll()).toBe(false)
    await waitFor(() => expect(line()?.closest('footer'), 'it stands beside the button').toBeTruthy())

    const button = screen.getByText(save())
    await fireEvent.click(button)
    await waitFor(() => expect(host.calls.some(({ name }) => name === call)).toBe(true))
    await deedsAreDone()
    expect(toasts.now?.text).toBe(t('errors.full'))
    expect([typedIn.isConnected, typedIn.value, line() !== null], 'the sheet stays, with all that it says').toEqual([true, 'Dunnet Landing', true])

    const copied = vi.fn(() => Promise.resolve())
    vi.stubGlobal('navigator', { clipboard: { writeText: copied } })
    await fireEvent.click(screen.getByText(t('app.notYet.copy')))
    expect(copied).toHaveBeenCalledWith(expect.stringContaining('Dunnet Landing'))
    vi.unstubAllGlobals()

    code = ''
    await flushAll()
    await waitFor(() => expect(line()).toBeNull())
    cleanup()
  })
})
