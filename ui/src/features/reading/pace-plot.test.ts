import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import type { BookId, BookView } from '../../host/bindings'
import { useFormats } from '../../i18n/format'
import PacePlot from './PacePlot.svelte'

// Nothing is laid out in a test: the picture gets the width that a window would give it.
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 400 })

const book = {
  id: 'b' as BookId,
  today: '2026-11-23',
  chapters: Array.from({ length: 21 }),
  ribbons: [{}, {}],
  together: 9,
  steps: [
    { day: '2026-11-03', read: 1 },
    { day: '2026-11-21', read: 9 },
  ],
  projection: { earliest: '2026-12-10', around: '2026-12-18', latest: '2027-01-20' },
  meant: null,
  finishBy: null,
  toward: null,
} as unknown as BookView

test('the pace is walked along by keys, from the first evening to where it leads', async () => {
  useFormats({ locale: 'en-GB', hours: '24' })
  render(PacePlot, { book, onPlan: () => {} })
  const said = screen.getAllByRole('option').map((mark) => mark.getAttribute('aria-label'))
  expect(said).toEqual([
    '3 November: one chapter read',
    '21 November: 9 chapters read',
    'Around 18 December: the end, if it goes on like this.',
  ])
  screen.getByRole('option', { name: said[2]! }).focus()
  await fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' })
  expect(document.activeElement?.getAttribute('aria-label')).toBe(said[1])
})
