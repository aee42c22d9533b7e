import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { expect, test, vi } from 'vitest'
import type { PageId, Person } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { t } from '../../i18n'
import { fullDate } from '../../i18n/format'
import { route } from '../../app/route.svelte'
import { toasts } from '../../app/toasts.svelte'
import { settled } from '../../app/view.svelte'
import Earlier from './Earlier.svelte'
import Mended from './Mended.svelte'
import NotAskedBack from './NotAskedBack.svelte'
import Thrown from './Thrown.svelte'

const page = 'b'.repeat(32) as PageId
const day = `${new Date().getFullYear()}-11-19`

test('versions of one day are told apart, and the arrows walk along them', async () => {
  const versions = [
    { day, title: '', body: 'the third' },
    { day, title: '', body: 'the second' },
    { day: day.replace('-19', '-18'), title: '', body: 'the first' },
  ]
  fakeHost({ page_earlier: () => ({ versions }) })
  render(Earlier, { page, onBack: vi.fn(), onBrought: vi.fn() })
  const choices = await screen.findAllByRole('radio')
  const names = choices.map((one) => one.textContent)
  expect(names[0]).toMatch(/19, 2nd version$/u)
  expect(names[1]).toMatch(/, 1st version$/u)
  expect(names[2], 'a day that stands alone needs no number').not.toMatch(/version/u)
  choices[0]!.focus()
  await fireEvent.keyDown(choices[0]!, { key: 'ArrowRight' })
  expect(screen.getByRole('article').textContent).toContain('the second')
})

test('Escape leads back from the earlier versions, wherever the keys are, and past nothing that lies over them', async () => {
  fakeHost({ page_earlier: () => ({ versions: [{ day, title: '', body: 'the first' }] }) })
  const onBack = vi.fn()
  render(Earlier, { page, onBack, onBrought: vi.fn() })
  const choice = await screen.findByRole('radio')
  await fireEvent.keyDown(choice, { key: 'Escape' })
  await fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(onBack).toHaveBeenCalledTimes(2)
  const over = document.body.appendChild(document.createElement('dialog'))
  over.showModal()
  await fireEvent.keyDown(over, { key: 'Escape' })
  over.remove()
  expect(onBack).toHaveBeenCalledTimes(2)
})

test('a mended drawer names each page by its title or its day, and the nameless together', async () => {
  const hurt = [
    { title: 'The gate', written: day, stands: 'earlier' as const },
    { title: 'The jetty', written: day, stands: 'words' as const },
    { title: '', written: '2024-11-18T21:00', stands: 'nothing' as const },
    { title: '', written: '', stands: 'nothing' as const },
    { title: '', written: '', stands: 'nothing' as const },
  ]
  fakeHost({ drawer_mended: () => ({ copy: '/copy', hurt, lost: 3 }) })
  render(Mended)
  const lines = within(await screen.findByRole('status')).getAllByRole('listitem')
  expect(lines.map((line) => line.textContent.replace(/\s+/gu, ' ').trim())).toEqual([
    'The gate An earlier version of it stands now.',
    'The jetty All of its words are here. A picture on it could not be read whole.',
    `A page of ${fullDate('2024-11-18')} Its words could not be read.`,
    'Two pages without a title Their words could not be read.',
  ])
  await fireEvent.click(screen.getByRole('button'))
  expect(screen.queryByRole('status')).toBeNull()
})

test('a_recovery_key_that_was_never_asked_back_is_said_in_the_open_drawer_and_leads_to_a_new_one', async () => {
  const robin: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' }
  fakeHost({ drawer_words_kept: () => false })
  const { unmount } = render(NotAskedBack, { person: robin })
  await fireEvent.click(await screen.findByRole('button', { name: t('drawer.notAskedBack.make') }))
  expect([route.page, route.param('part')]).toEqual(['settings', 'drawer'])
  unmount()
  const host = fakeHost({ drawer_words_kept: () => true })
  render(NotAskedBack, { person: robin })
  await vi.waitFor(() => expect(host.calls).toHaveLength(1))
  await settled()
  expect(screen.queryByRole('button'), 'and no word of it once two were asked back').toBeNull()
})

test('one page that went with its import is spoken of as one', async () => {
  fakeHost({ thrown_view: () => ({ sheets: [], together: [{ day, until: day, count: 1 }] }) })
  render(Thrown)
  expect(await screen.findByText('It went when bringing it in was undone.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Bring it back' })).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Erase it now' }))
  expect(screen.getByText(/^Its words are gone from this drawer then/u)).toBeTruthy()
})

test('once a page is erased, no way back is offered any more', async () => {
  const sheet = { page, reflection: null }
  fakeHost({
    thrown_view: () => ({ sheets: [{ sheet, title: 'The gate', preview: '', until: day }], together: [] }),
    thrown_erase: () => ({ value: {}, changed: { stale: [], undo: null } }),
  })
  render(Thrown)
  toasts.say('Thrown away.', { label: 'Undo', take: vi.fn() })
  await fireEvent.click(await screen.findByRole('button', { name: 'Erase it now' }))
  const [, sure] = screen.getAllByRole('button', { name: 'Erase it now' })
  await fireEvent.click(sure!)
  expect(toasts.now).toBeUndefined()
})
