import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { leaving } from '../../app/leaving.svelte'
import { go, route } from '../../app/route.svelte'
import { flushAll } from '../../app/autosave.svelte'
import { followUnsent, forgetUnsent, setUnsent } from '../../app/unsent.svelte'
import type { BookView, ChapterId, Moved, NowBook as Now } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { both, robin, sam } from '../../host/two-people'
import { t } from '../../i18n'
import { useFormats } from '../../i18n/format'
import Book from './Book.svelte'
import KeepsakeSheet from './KeepsakeSheet.svelte'
import NowBook from './NowBook.svelte'
import { at, book, couple } from './jetty-book'

const wrote = { value: {}, changed: { stale: [], undo: null } }
const mine = { person: robin, place: at(1), heard: null }
const theirs = { person: sam, place: at(2), heard: null }

async function show(
  over: Partial<BookView> = {},
  moved: Moved = { kind: 'there' },
  more: Parameters<typeof fakeHost>[0] = {},
): Promise<FakeHost> {
  const host = fakeHost({
    ...more,
    book_view: () => ({ ...book, ...over }),
    bookmark_move: () => ({ ...wrote, value: moved }),
    edition_preview: () => ({ called: [] }),
    edition_hold: () => wrote,
    unsent_keep: () => ({}),
  })
  render(Book)
  await screen.findByRole('heading', { level: 1, name: book.title })
  return host
}
async function choose(item: string): Promise<void> {
  await fireEvent.click(screen.getByRole('button', { name: 'More for this book' }))
  await fireEvent.click(screen.getByRole('menuitem', { name: item }))
}
const moves = (host: FakeHost): unknown[] => host.calls.filter((one) => one.name === 'bookmark_move').map((one) => one.args)

const places = (host: FakeHost): unknown[] =>
  host.calls.flatMap(({ name, args }) => (name === 'unsent_keep' ? [args] : []))

describe('the chapters of a book', () => {
  beforeEach(() => {
    forgetUnsent()
    people.show(both)
    go({ page: 'book', book: book.id })
  })
  const chapters = book.chapters.map(({ id, title }) => ({ id, title: title ?? '', part: '', pages: null, words: null }))

  it('are changed in a list that outlives the window, and that is forgotten once it was let go', async () => {
    const host = await show()
    host.answer('chapters_view', () => ({ chapters }))
    await choose('Chapters…')
    const field = await screen.findByDisplayValue(chapters[0]!.title)
    await fireEvent.input(field, { target: { value: 'The Return, again' } })
    await flushAll()
    const kept = JSON.stringify(places(host).at(-1))
    expect(kept).toContain('The Return, again')
    expect(kept).toContain(`chapters/${book.id}`)
    cleanup()
    await flushAll()
    expect(places(host).at(-1), 'the sheet was closed').toMatchObject({ words: { words: '' } })
  })

  it('are taken up where they were when the window was gone', async () => {
    const [first, ...rest] = chapters
    const gone = { ...first!, id: 'f'.repeat(32) as ChapterId, title: 'Mrs. Todd, half typ' }
    setUnsent(`chapters/${book.id}`, JSON.stringify({ chapters: [...rest, gone], text: '' }))
    const host = await show({}, { kind: 'there' }, { chapters_view: () => ({ chapters }) })
    host.answer('chapters_edit', () => wrote)
    expect(await screen.findByDisplayValue('Mrs. Todd, half typ'), 'nobody has to look for them').toBeTruthy()
    expect(screen.getByText(t('reading.chapters.again'))).toBeTruthy()
    await fireEvent.click(screen.getByText(t('reading.chapters.save')))
    await waitFor(() => expect(host.calls.some(({ name }) => name === 'chapters_edit')).toBe(true))
    const { args } = host.calls.find(({ name }) => name === 'chapters_edit') as { args: { chapters: { id: string | null }[] } }
    expect(args.chapters.map(({ id }) => id), 'what is not in the book is a new chapter').toEqual([...rest.map(({ id }) => id), null])
  })

  it('are counted for a book that has none, and are still counted when the window was gone', async () => {
    const none = { chapters: [], ribbons: [] }
    const host = await show(none, { kind: 'there' }, { chapters_view: () => ({ chapters: [] }) })
    host.answer('chapters_edit', () => wrote)
    await fireEvent.click(screen.getByText(t('reading.book.none.add')))
    await fireEvent.click(await screen.findByRole('radio', { name: t('reading.addBook.count') }))
    await fireEvent.input(screen.getByLabelText(t('reading.addBook.countLabel')), { target: { value: '0' } })
    await fireEvent.click(screen.getByText(t('reading.chapters.save')))
    expect(host.calls.some(({ name }) => name === 'chapters_edit'), 'it says what a number is first').toBe(false)
    await fireEvent.input(screen.getByLabelText(t('reading.addBook.countLabel')), { target: { value: '3' } })
    await flushAll()
    const { words } = (places(host).at(-1) as { words: { words: string } }).words
    cleanup()
    setUnsent(`chapters/${book.id}`, words)
    const again = await show(none, { kind: 'there' }, { chapters_view: () => ({ chapters: [] }) })
    again.answer('chapters_edit', () => wrote)
    expect((await screen.findByLabelText<HTMLInputElement>(t('reading.addBook.countLabel'))).value).toBe('3')
    await fireEvent.click(screen.getByText(t('reading.chapters.save')))
    await waitFor(() => expect(again.calls.find(({ name }) => name === 'chapters_edit')?.args).toMatchObject({ chapters: Array(3).fill({ id: null, title: '' }) }))
  })

  const half = JSON.stringify({ chapters: [{ ...chapters[0]!, title: 'Mrs. Todd, half typ' }], text: '' })

  it('are kept by a sheet that goes before it has shown them', async () => {
    setUnsent(`chapters/${book.id}`, half)
    const host = await show({}, { kind: 'there' }, { chapters_view: () => new Promise(() => undefined) })
    await screen.findByRole('dialog', { name: t('reading.chapters.title') })
    cleanup()
    await flushAll()
    expect(JSON.stringify(places(host).at(-1))).toContain('half typ')
  })

  it('are not shown to whoever opens a shared computer, until it is said whose they are', async () => {
    const host = await show({}, { kind: 'there' }, {
      chapters_view: () => ({ chapters }),
      unsent_view: () => ({ all: [{ place: `chapters/${book.id}`, words: half }] }),
    })
    const stop = followUnsent()
    const mine = await screen.findByText(t('app.covered.show'))
    await choose('Chapters…')
    expect(screen.queryByDisplayValue(chapters[0]!.title), 'nor a list that would be written over them').toBeNull()
    await fireEvent.click(screen.getByText(t('app.cancel')))
    await fireEvent.click(await screen.findByText(t('app.covered.show')))
    expect(mine.isConnected, 'the line moved into the sheet and back').toBe(false)
    expect(await screen.findByDisplayValue('Mrs. Todd, half typ')).toBeTruthy()
    await flushAll()
    expect(JSON.stringify(places(host).at(-1) ?? half), 'nothing was written over them').toContain('half typ')
    stop()
  })

  it('let the window go without a question, as what is kept does; a title in hand does not', async () => {
    const host = await show({}, { kind: 'there' }, { chapters_view: () => ({ chapters }), last_words: () => ({}) })
    const said = (): unknown => host.calls.findLast(({ name }) => name === 'last_words')?.args
    await choose('Chapters…')
    await fireEvent.input(await screen.findByDisplayValue(chapters[0]!.title), { target: { value: 'The Return, again' } })
    await leaving.begin()
    expect(said()).toEqual({ said: 'handedOver' })
    expect(JSON.stringify(places(host).at(-1)), 'and they are offered again').toContain('The Return, again')
    let left = false
    route.leave(() => (left = true))
    expect(left, 'the page itself asks before they go').toBe(false)
    await fireEvent.click(await screen.findByText(t('reading.addBook.discardLeave')))
    await choose('Title, author, number…')
    await fireEvent.input(await screen.findByDisplayValue(book.title), { target: { value: 'Firs' } })
    await leaving.begin()
    expect([said(), leaving.asking]).toEqual([{ said: 'asking' }, 'sheet'])
    await leaving.stay()
  })
})

describe('a book of two', () => {
  beforeEach(() => {
    useFormats({ locale: 'en-GB', hours: '24' })
    people.show(both)
    forgetUnsent()
    go({ page: 'book', book: book.id })
  })

  it('offers the first chapter to whoever has not opened it, and the other’s place', async () => {
    const host = await show({ ribbons: [theirs], together: 0, turn: null })
    expect(screen.getByRole('button', { name: 'Read chapter 1' }), 'nobody’s turn is told').toBeTruthy()
    const there = screen.getByRole('button', { name: 'I was there too' })
    expect(there.title).toBe('Your bookmark goes where Sam’s is, at the start of chapter 3.')
    await fireEvent.click(there)
    expect(moves(host)).toEqual([{ book: book.id, place: at(2), meant: false }])
  })

  it('says what a step back seals again, and nothing that it does not', async () => {
    const stepBack: Moved & { kind: 'stepBack' } = { kind: 'stepBack', from: at(2), to: at(0) }
    const asked = async (moved: Moved, ribbons: BookView['ribbons']): Promise<string> => {
      await show({ ribbons, together: 2 }, moved)
      await fireEvent.click(screen.getByRole('button', { name: /^Read chapter 3/u }))
      await fireEvent.click(await screen.findByRole('button', { name: 'Finished chapter 3' }))
      const words = (await screen.findByText(/^It is .* now/u)).textContent
      cleanup()
      return words
    }
    const ahead = { ...mine, place: at(2) }
    expect(await asked(stepBack, [ahead, theirs])).toContain('What Sam wrote for chapters further on is sealed again')
    expect(await asked({ ...stepBack, to: at(2) }, [ahead, theirs]), 'within one chapter').not.toContain('sealed')
    people.show({ ...both, b: null })
    expect(await asked(stepBack, [ahead]), 'nobody left anything').not.toContain('sealed')
  })

  it('offers no other place to whoever has a bookmark', async () => {
    await show()
    expect(screen.getByRole('button', { name: 'Read chapter 2 aloud' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'I was there too' })).toBeNull()
  })

  it('goes on from one’s own bookmark once it was put away as finished', async () => {
    const finished = { shelf: 'finished' as const, finished: '2026-11-20' }
    await show({ ...finished, ribbons: [{ ...mine, place: at(2) }, { ...theirs, place: at(1) }] })
    expect(screen.getByRole('button', { name: 'Read chapter 3' })).toBeTruthy()
    cleanup()
    await show({ ...finished, ribbons: [{ ...mine, place: at(3) }, theirs] })
    expect(screen.queryByRole('button', { name: /^Read chapter/ }), 'at the end there is nothing to go on to').toBeNull()
  })

  it('says where the bookmarks are before it is put away early, and moves only one’s own', async () => {
    const host = await show()
    await choose('Finish it…')
    expect(screen.getByText('Yours is at the start of chapter 2.')).toBeTruthy()
    expect(screen.getByText('Sam’s is at the start of chapter 3.')).toBeTruthy()
    expect(document.activeElement?.tagName, 'the line is what it asks for').toBe('TEXTAREA')
    await fireEvent.click(screen.getByText('I read it to the end'))
    expect(moves(host)).toEqual([{ book: book.id, place: at(3), meant: false }])
    cleanup()
    await show({ together: 3, ribbons: [mine, theirs].map((one) => ({ ...one, place: at(3) })) })
    await choose('Finish it…')
    expect(screen.queryByText('Where the bookmarks are'), 'at the end there is nothing to say').toBeNull()
  })

  it('asks before it drops what was typed about an edition, a title or the plan', async () => {
    await show()
    await choose('Your edition…')
    await fireEvent.input(screen.getByLabelText('What you call it'), { target: { value: 'the blue one' } })
    await fireEvent.keyDown(screen.getByRole('dialog', { name: 'Your edition' }), { key: 'Escape' })
    expect(screen.getByText('Leave without keeping the changes?')).toBeTruthy()
    await fireEvent.click(screen.getByText('Leave'))
    await choose('Title, author, number…')
    await fireEvent.input(screen.getByLabelText('Title'), { target: { value: 'Another' } })
    await fireEvent.click(screen.getByText('Leave it'))
    expect(screen.getByText('Leave without keeping the changes?')).toBeTruthy()
    await fireEvent.click(screen.getByText('Leave'))
    await choose('The plan…')
    await fireEvent.click(screen.getByRole('radio', { name: 'A day' }))
    await fireEvent.click(screen.getByText('Leave it'))
    expect(screen.getByText('Leave without keeping the changes?')).toBeTruthy()
  })

  it('keeps the number that was typed for one’s copy without another press', async () => {
    const host = await show()
    await choose('Your edition…')
    await fireEvent.input(screen.getByLabelText('What my copy calls'), { target: { value: 'five' } })
    await fireEvent.click(screen.getByText('Keep it', { selector: 'footer button' }))
    expect(screen.getByText('A whole number; 0 for a chapter without one.')).toBeTruthy()
    await fireEvent.input(screen.getByLabelText('What my copy calls'), { target: { value: '5' } })
    await fireEvent.click(screen.getByText('Keep it', { selector: 'footer button' }))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Your edition' })).toBeNull())
    const kept = host.calls.findLast((one) => one.name === 'edition_hold')?.args
    expect(kept).toMatchObject({ numbering: { anchors: [{ chapter: book.chapters[0]!.id, number: 5 }] } })
  })

  it('gives the keys to the ribbon when a chapter of it is pressed', async () => {
    await show()
    const ribbon = screen.getByRole('listbox', { name: 'Chapters' })
    const pressed = await fireEvent.mouseDown(screen.getByRole('option', { name: /^Chapter 2/ }))
    expect([pressed, document.activeElement], 'the chapter itself takes no focus').toEqual([false, ribbon])
  })

  it('says in the column of notes, too, who will see a note', async () => {
    await show()
    expect(screen.getByText('Sam has come this far and can read it at once.')).toBeTruthy()
  })

  it('draws the chosen cover on the keepsake’s sheet', async () => {
    const host = fakeHost({ book_cover: () => null })
    render(KeepsakeSheet, { book: { ...book, cover: 'c1' }, couple, onClose: () => {} })
    await waitFor(() => expect(host.calls.map((one) => one.name)).toContain('book_cover'))
  })

  it('leaves a name written from right to left its own place in the line', () => {
    const now = { ...book, author: 'עמוס עוז', chapters: 3000, nextTitle: null } as unknown as Now
    const line = (chapters: number): HTMLElement => {
      cleanup()
      render(NowBook, { book: { ...now, chapters }, couple, today: book.today, first: true, also: false })
      return screen.getByText(/עמוס עוז/, { selector: '.by' })
    }
    expect(line(3000).textContent).toBe('\u2068עמוס עוז\u2069\u00a0· 3,000\u00a0chapters\u00a0· taking turns aloud')
    expect(line(3000).getAttribute('dir'), 'the line runs as the page does').toBeNull()
    expect(line(0).textContent, 'no chapters are not counted').toBe('עמוס עוז')
  })
})
