import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { takeBack } from '../../app/act'
import { people } from '../../app/people.svelte'
import { toasts } from '../../app/toasts.svelte'
import { forgetUnsent, setUnsent } from '../../app/unsent.svelte'
import type { BookView, NoteId } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { both, robin, sam } from '../../host/two-people'
import { useFormats } from '../../i18n/format'
import ChapterSheet from './ChapterSheet.svelte'
import { at, book, chapter, couple, openNote } from './jetty-book'

const wrote = { value: {}, changed: { stale: [], undo: null } }
const show = (over: Partial<BookView> = {}, index = 1): void => {
  render(ChapterSheet, { book: { ...book, ...over }, couple, index, onClose: () => {}, onShow: () => {}, onMove: () => {}, onLacking: () => {} })
}

describe('a chapter for two readers', () => {
  beforeEach(() => {
    useFormats({ locale: 'en-GB', hours: '24' })
    people.show(both)
  })

  it('keeps the reader’s place and the last one heard', async () => {
    const host = fakeHost({ reading_asleep: () => wrote, unsent_keep: () => ({}) })
    show()
    await fireEvent.click(screen.getByText('I fell asleep…'))
    await fireEvent.input(screen.getByLabelText('The last you remember', { selector: 'input' }), { target: { value: '40' } })
    await fireEvent.click(screen.getByText('Keep both places'))
    expect(host.calls.at(-1), 'an e-book counts in percent').toEqual({
      name: 'reading_asleep',
      args: { book: book.id, heard: { read: 1, page: null, percent: 40 } },
    })
  })

  it('offers both ways on to whoever fell asleep', async () => {
    const host = fakeHost({ reading_awake: () => wrote })
    show({ ribbons: [{ person: robin, place: at(2), heard: at(1) }, book.ribbons[1]!] })
    expect(screen.getByText('The reading stopped at the start of chapter 3. You last heard it at the start of chapter 2.')).toBeTruthy()
    await fireEvent.click(screen.getByText('I’ve heard it since'))
    expect(host.calls.at(-1)).toEqual({ name: 'reading_awake', args: { book: book.id, again: false } })
  })

  it('seals a letter, and knows a quote by its page', async () => {
    const host = fakeHost({ note_write: () => ({ ...wrote, value: 'n' as NoteId }), unsent_keep: () => ({}) })
    show({ ribbons: [{ person: robin, place: at(1), heard: null }] })
    expect(screen.getByText('It opens when Sam gets to this chapter.')).toBeTruthy()
    await fireEvent.click(screen.getByText('Letter'))
    expect(screen.getByText('It opens when Sam gets to this chapter. Until then there is only an envelope.')).toBeTruthy()
    expect(screen.queryByText('It opens when Sam gets to this chapter.'), 'it is said once').toBeNull()
    await fireEvent.input(screen.getByLabelText('Your letter for chapter 2', { selector: 'textarea' }), { target: { value: 'dear Sam' } })
    await fireEvent.click(screen.getByText('Seal it'))
    const written = host.calls.findLast((one) => one.name === 'note_write')
    expect(written?.args).toMatchObject({ what: 'letter', page: null, percent: null, words: 'dear Sam' })
  })

  it('writes a letter over no note that was begun', async () => {
    fakeHost({ unsent_keep: () => ({}) })
    setUnsent(`${book.id}/${book.chapters[1]!.id}`, 'a note')
    setUnsent(`${book.id}/${book.chapters[1]!.id}/letter`, 'dear Sam')
    show()
    expect(screen.getByDisplayValue('dear Sam')).toBeTruthy()
    await fireEvent.click(screen.getByText('Note'))
    expect(screen.getByDisplayValue('a note'), 'each keeps its own').toBeTruthy()
    await fireEvent.click(screen.getByText('Quote'))
    expect(screen.getByDisplayValue('a note'), 'where nothing waits the words go along').toBeTruthy()
    await fireEvent.click(screen.getByText('Letter'))
    expect(screen.getByDisplayValue('dear Sam')).toBeTruthy()
    forgetUnsent()
  })

  it('gives back a change of a note that was let go of at one press', async () => {
    const host = fakeHost({ unsent_keep: () => ({}) })
    const note = openNote('So quiet')
    show({ notes: [note] })
    const change = (): Promise<unknown> => fireEvent.click(screen.getByRole('button', { name: 'Change your note on chapter 2' }))
    await change()
    toasts.clear()
    await fireEvent.click(screen.getByText('Leave it as it was'))
    expect(toasts.now, 'nothing was changed').toBeUndefined()
    await change()
    await fireEvent.input(screen.getByDisplayValue('So quiet'), { target: { value: 'So quiet, and the gulls' } })
    await fireEvent.click(screen.getByText('Leave it as it was'))
    expect(screen.getByText('So quiet')).toBeTruthy()
    expect([toasts.now?.text, toasts.now?.offer?.label]).toEqual(['The note stays as it was.', 'Undo'])
    takeBack()
    expect(await screen.findByDisplayValue('So quiet, and the gulls')).toBeTruthy()
    expect(host.calls.filter(({ name }) => name !== 'unsent_keep'), 'the note itself was never touched').toEqual([])
    forgetUnsent()
  })

  it('says of every kind that the other can read it at once, where they have come as far', async () => {
    fakeHost({ unsent_keep: () => ({}) })
    show()
    const atOnce = 'Sam has come this far and can read it at once.'
    expect(screen.getByText(atOnce)).toBeTruthy()
    await fireEvent.click(screen.getByText('Letter'))
    expect(screen.getByText(atOnce)).toBeTruthy()
    await fireEvent.input(screen.getByLabelText('Your letter for chapter 2', { selector: 'textarea' }), { target: { value: 'dear Sam' } })
    expect(screen.queryByText('Seal it'), 'nothing is sealed').toBeNull()
    cleanup()
    show({ ribbons: [book.ribbons[0]!, { person: sam, place: at(2), heard: at(0) }] })
    expect(screen.queryByText(atOnce), 'whoever slept through it has not heard it').toBeNull()
  })

  it('says whose night it is, and who read what lies behind', () => {
    fakeHost({})
    show()
    expect(screen.getByText('Sam reads, you listen.')).toBeTruthy()
    expect(screen.getByText('A night each: it changes tomorrow.')).toBeTruthy()
  })

  it('lets the two of you put right who read', async () => {
    const host = fakeHost({ reading_by: () => wrote })
    show({}, 0)
    expect(screen.getByText('You read it aloud.')).toBeTruthy()
    await fireEvent.click(screen.getByText('It was Sam'))
    expect(host.calls.at(-1)).toEqual({
      name: 'reading_by',
      args: { book: book.id, chapter: book.chapters[0]!.id, reader: sam },
    })
  })

  it('asks who read what lies behind you both and nobody has said', async () => {
    const host = fakeHost({ reading_by: () => wrote })
    const chapters = book.chapters.map((chapter) => ({ ...chapter, aloudBy: null }))
    show({ chapters }, 0)
    expect(screen.getByText('Who read it aloud?')).toBeTruthy()
    await fireEvent.click(screen.getByText('It was Sam'))
    expect(host.calls.at(-1)).toEqual({
      name: 'reading_by',
      args: { book: book.id, chapter: book.chapters[0]!.id, reader: sam },
    })
    cleanup()
    show({ chapters, ribbons: [book.ribbons[0]!] }, 0)
    expect(screen.queryByText('Who read it aloud?'), 'what one has read lies behind one').toBeNull()
    cleanup()
    show({ chapters, aloud: false }, 0)
    expect(screen.queryByText('Who read it aloud?'), 'nobody reads a silent book aloud').toBeNull()
  })

  it('draws something to talk about, and another one', async () => {
    fakeHost({})
    show()
    const point = (): string => document.querySelector('.point')?.textContent ?? ''
    const first = point()
    expect(first.length).toBeGreaterThan(10)
    await fireEvent.click(screen.getByText('Another one'))
    expect(point()).not.toBe(first)
  })

  it('begins at its title, not on an arrow or on the way out', () => {
    fakeHost({})
    show({}, 0)
    expect(document.activeElement?.textContent).toBe('Chapter 1')
  })

  it('shows their own number beside the shared one', () => {
    fakeHost({})
    const anchors = [{ chapter: book.chapters[1]!.id, number: 1 }]
    const chapters = [chapter(1), { ...chapter(2), called: { first: 1, last: 1 } }, chapter(3)]
    show({ numbering: { byParts: false, anchors }, chapters })
    expect(screen.getByText('Chapter 1 in your copy.')).toBeTruthy()
  })
})
