import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { flushAll } from '../app/autosave.svelte'
import { people } from '../app/people.svelte'
import { forgetUnsent } from '../app/unsent.svelte'
import { HostError } from '../host'
import { fakeHost, type FakeHost } from '../host/fake'
import { both } from '../host/two-people'
import { t } from '../i18n'
import FinishSheet from './reading/FinishSheet.svelte'
import { book, couple } from './reading/jetty-book'
import NoteField from './reading/NoteField.svelte'
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
