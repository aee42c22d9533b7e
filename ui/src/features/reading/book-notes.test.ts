import { render, screen, waitFor } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { spread } from '../../app/stale'
import { HostError } from '../../host'
import type { BookId, BookView, NoteForReader } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import BookNotesProbe from './BookNotesProbe.svelte'

const id = 'b'.repeat(32) as BookId
const note = (n: number): NoteForReader => ({ kind: 'open', id: `n${n}`, chapter: n, words: `word ${n}` }) as never
interface Bring {
  bring: (upTo: number, again?: boolean) => void
}
const whole = (open: readonly number[]): BookView =>
  ({ id, notes: [note(9)], noted: open.map((chapter) => ({ chapter, open: 1 })) }) as never
const shown = (): string => screen.getByRole('list').textContent.trim()

it('brings more of the notes, asks for each stretch once, and drops them when they are sealed again', async () => {
  let sealed = false
  const host = fakeHost({
    book_view: () => whole(sealed ? [9] : [3, 9]),
    book_notes: ({ upTo }) => (sealed ? [] : [note(upTo)]),
  })
  const asked = (): unknown[] => host.calls.filter(({ name }) => name === 'book_notes').map(({ args }) => args)
  const { bring } = render(BookNotesProbe, { book: id }).component as unknown as Bring
  await waitFor(() => expect(shown()).toBe('9'))
  bring(3)
  await waitFor(() => expect(shown()).toBe('9 3'))
  bring(2)
  await waitFor(() => expect(shown()).toBe('9 3 2'))
  expect(asked(), 'what is held is not asked for again').toEqual([
    { book: id, upTo: 3 },
    { book: id, upTo: 2 },
  ])
  sealed = true
  spread(['reading'])
  await waitFor(() => expect(shown(), 'no open word outlives its seal').toBe('9'))
})

it('can ask again for what failed, and never does so by itself', async () => {
  let broken = true
  const host = fakeHost({
    book_view: () => whole([3, 9]),
    book_notes: ({ upTo }) => {
      if (broken) throw new HostError('busy')
      return [note(upTo)]
    },
  })
  const asked = (): number => host.calls.filter(({ name }) => name === 'book_notes').length
  const { bring } = render(BookNotesProbe, { book: id }).component as unknown as Bring
  await waitFor(() => expect(shown()).toBe('9'))
  bring(3)
  await waitFor(() => expect(asked()).toBe(1))
  bring(3)
  await waitFor(() => expect(shown()).toBe('9'))
  expect(asked()).toBe(1)
  broken = false
  bring(3, true)
  await waitFor(() => expect(shown()).toBe('9 3'))
})

it('of a book that was taken back leaves nothing of it on its page', async () => {
  let there = true
  fakeHost({
    book_view: () => {
      if (!there) throw new HostError('notFound')
      return whole([9])
    },
  })
  render(BookNotesProbe, { book: id })
  await waitFor(() => expect(shown()).toBe('9'))
  there = false
  spread(['reading'])
  await waitFor(() => expect(shown()).toBe(''))
})

it('of a book that could not be read for a moment keeps what stood there', async () => {
  let asked = 0
  fakeHost({
    book_view: () => {
      if (asked++ > 0) throw new HostError('busy')
      return whole([9])
    },
  })
  render(BookNotesProbe, { book: id })
  await waitFor(() => expect(shown()).toBe('9'))
  spread(['reading'])
  await waitFor(() => expect(asked).toBe(2))
  expect(shown()).toBe('9')
})
