import { beforeEach, expect, test } from 'vitest'
import type { ChapterId, KeepsakeView, KeepsakeWords, PersonId } from '../../host/bindings'
import { useFormats } from '../../i18n/format'
import { keepsakePage } from './keepsake'

const robin = { id: 'r' as PersonId, name: 'Robin', side: 'a' as const }
const sam = { id: 's' as PersonId, name: 'Sam', side: 'b' as const }
const couple = { here: robin, other: sam }
const chapter = (n: number): KeepsakeWords['chapters'][number] => ({
  id: String(n) as ChapterId,
  title: n === 2 ? 'The Jetty' : '',
  part: '',
  pages: null,
  words: null,
  minutes: null,
  called: null,
  aloudBy: n === 2 ? sam.id : null,
})
const note = { author: sam.id, day: '2026-11-20', page: null, percent: null }
const view: KeepsakeView = {
  title: 'The Jetty Book',
  author: '',
  begun: '2026-11-02',
  finished: '2026-12-18',
  readers: [robin.id, sam.id],
  lines: [{ person: sam.id, line: 'The gulls.' }],
  suggested: '/home/x/The Jetty Book.html',
}
const words: KeepsakeWords = {
  chapters: [1, 2, 3].map(chapter),
  notes: [
    { ...note, chapter: 2, what: 'quote', page: 88, words: 'a rock, once' },
    { ...note, chapter: 3, what: 'letter', words: 'dear robin' },
  ],
}

beforeEach(() => useFormats({ locale: 'en-GB', hours: '24' }))

test('it tells who read it and when, and the line that each keeps', () => {
  const page = keepsakePage(view, words, couple, '2026-12-19')
  expect(page.dates).toBe('Read by Robin and Sam, 2 November 2026 to 18 December 2026')
  expect(page.lines).toEqual([{ second: true, by: 'Sam keeps', words: 'The gulls.', quote: false, letter: false }])
})

test('the two stand in the same order whoever prints it and however they are stored', () => {
  const both = { ...view, readers: [sam.id, robin.id], lines: [sam, robin].map(({ id, name }) => ({ person: id, line: name })) }
  for (const seen of [couple, { here: sam, other: robin }]) {
    const page = keepsakePage(both, words, seen, '2026-12-19')
    expect(page.dates).toMatch(/^Read by Robin and Sam,/)
    expect(page.lines.map((line) => line.words)).toEqual(['Robin', 'Sam'])
  }
})

test('quotes have their page, letters stand apart, and only chapters with words are there', () => {
  const { sections } = keepsakePage(view, words, couple, '2026-12-19')
  expect(sections.map(({ heading, under }) => [heading, under])).toEqual([
    ['2\u00a0· The Jetty', 'Read aloud by Sam'],
    ['Chapter 3', ''],
  ])
  expect(sections[0]?.items[0]).toMatchObject({ by: 'Sam, from page 88', quote: true })
  expect(sections[1]?.items[0]).toMatchObject({ by: 'A letter from Sam, 20 November 2026', letter: true })
})

test('a book of which nothing is known makes a page all the same', () => {
  const bare = { ...view, begun: null, finished: null, readers: [], lines: [] }
  expect(keepsakePage(bare, { chapters: [], notes: [] }, couple, '2026-12-19')).toMatchObject({ dates: '', lines: [], sections: [] })
})
