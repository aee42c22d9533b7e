import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, expect, test } from 'vitest'
import { fakeHost } from '../../host/fake'
import type { BookId, ShelfBook } from '../../host/bindings'
import { useFormats } from '../../i18n/format'
import YearOfBooks from './YearOfBooks.svelte'

const firs: ShelfBook = { id: 'f' as BookId, title: 'Firs', author: '', finished: '2025-05-04', lines: [], cover: null }
const now = { year: 2026, days: ['2026-11-02'] }
const before = { year: 2025, days: ['2025-05-01', '2025-05-03'] }
const show = (firstYear: number): void => {
  render(YearOfBooks, { year: now, firstYear, finished: [firs] })
}
// Nothing is laid out in a test: the picture gets the width that a window would give it.
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 600 })

beforeEach(() => useFormats({ locale: 'en-GB', hours: '24' }))

test('the years before can be looked at, and there is a way back', async () => {
  fakeHost({ reading_year: () => before })
  show(2025)
  expect(screen.getByText('One evening with a book in November.'), 'one is no plural').toBeTruthy()
  await fireEvent.click(screen.getByLabelText('The year before'))
  expect(await screen.findByText('Evenings with a book in May. Finished: Firs in May.')).toBeTruthy()
  const said = screen.getAllByRole('option').map((mark) => mark.getAttribute('aria-label'))
  expect(said, 'each mark says its sentence').toEqual(['With a book on 1 May.', 'With a book on 3 May.', 'Finished Firs on 4 May.'])
  expect(screen.getByLabelText('The year before').getAttribute('aria-disabled'), 'there is nothing before it').toBe('true')
  await fireEvent.click(screen.getByLabelText('The year after'))
  expect(await screen.findByText('One evening with a book in November.')).toBeTruthy()
})

test('where there is only this year, there is nothing to choose', () => {
  fakeHost({})
  show(2026)
  expect(screen.queryByLabelText('The year before')).toBeNull()
})

test('many books are said by their months, and each stands in the list', () => {
  fakeHost({})
  const twelve = Array.from({ length: 12 }, (_, i) => ({ ...firs, id: `${i}` as BookId, title: `Book ${i}`, finished: '2026-01-05' }))
  const one = { ...firs, id: 'one' as BookId, title: 'Cranford', finished: '2026-03-01' }
  render(YearOfBooks, { year: now, firstYear: 2026, finished: [one, ...twelve] })
  expect(screen.getByText(/Finished: twelve books in January and Cranford in March\./)).toBeTruthy()
  expect(screen.getByText('January: finished Book 11')).toBeTruthy()
})
