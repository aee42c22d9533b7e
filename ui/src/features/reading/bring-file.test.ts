import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, expect, it } from 'vitest'
import { brought } from '../../app/brought.svelte'
import { people } from '../../app/people.svelte'
import { go } from '../../app/route.svelte'
import { HostError } from '../../host'
import type { ReadingView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import { followUnsent, forgetUnsent, unsentOf } from '../../app/unsent.svelte'
import { blank } from './new-book'
import Reading from './Reading.svelte'

const empty = { today: '2026-11-23', onTable: [], waiting: [], resting: [], finished: [] } as unknown as ReadingView

beforeEach(() => people.show(both))

it('whoever brings a file stays: the question whether to leave goes', async () => {
  fakeHost({
    reading_view: () => empty,
    import_look: () => Promise.reject(new HostError('invalid', 'file', 'unknown')),
    import_away: () => ({}),
  })
  go({ page: 'reading' })
  render(Reading)
  await screen.findByText(t('reading.empty.title'))
  await fireEvent.click(screen.getAllByRole('button', { name: t('reading.add') })[0]!)
  await fireEvent.input(screen.getByLabelText(t('reading.fields.title')), { target: { value: 'Cranford' } })
  await fireEvent.click(screen.getByRole('button', { name: t('app.cancel') }))
  expect(await screen.findByText(t('reading.addBook.discardTitle'))).toBeTruthy()
  brought.bring('/home/robin/lamp.epub')
  await waitFor(() => expect(screen.queryByText(t('reading.addBook.discardTitle'))).toBeNull())
  expect(screen.getByLabelText<HTMLInputElement>(t('reading.fields.title')).value, 'nothing typed is lost').toBe('Cranford')
})

it('a book that waits for somebody is not written over by another that is begun beside it', async () => {
  forgetUnsent()
  const waiting = JSON.stringify({ ...blank(), title: 'Cranford' })
  fakeHost({
    reading_view: () => empty,
    unsent_keep: () => ({}),
    unsent_view: () => ({ all: [{ place: 'book', words: waiting }] }),
  })
  go({ page: 'reading' })
  const stop = followUnsent()
  render(Reading)
  const mine = await screen.findByText(t('app.covered.show'))
  await fireEvent.click(screen.getAllByRole('button', { name: t('reading.add') })[0]!)
  expect(screen.queryByLabelText(t('reading.fields.title')), 'no second sheet').toBeNull()
  expect(document.activeElement, 'whose it is, is to be said first').toBe(mine)
  await fireEvent.click(mine)
  expect((await screen.findByLabelText<HTMLInputElement>(t('reading.fields.title'))).value).toBe('Cranford')
  expect(JSON.parse(unsentOf('book'))).toMatchObject({ title: 'Cranford' })
  stop()
  forgetUnsent()
})
