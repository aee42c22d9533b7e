import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { go } from '../../app/route.svelte'
import { flushAll } from '../../app/autosave.svelte'
import { followUnsent, forgetUnsent, unsentOf } from '../../app/unsent.svelte'
import type { ReadingView } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import { blank } from './new-book'
import Reading from './Reading.svelte'

const empty = { today: '2026-11-23', onTable: [], waiting: [], resting: [], finished: [] } as unknown as ReadingView
const theirs = (): HTMLElement => screen.getByRole('button', { name: t('app.covered.show') })

let stop: () => void
/** A window that is opened on a shared computer while `words` wait at `place`. */
async function opened(place: string, words: string): Promise<FakeHost> {
  const host = fakeHost({
    reading_view: () => empty,
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
})
