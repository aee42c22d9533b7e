import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, expect, test } from 'vitest'
import { route } from '../../app/route.svelte'
import { settled } from '../../app/view.svelte'
import type { Nothing, PageId, Person, SheetRow, Wrote } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { t } from '../../i18n'
import Open from './Open.svelte'

// A core that takes its time: what was asked of one page ends while its writer has another one in the hand, or this one
// again.
const person: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' }
const id = (letter: string): PageId => letter.repeat(32) as PageId
const row = (letter: string, title: string): SheetRow => ({
  page: id(letter),
  reflection: null,
  written: '2026-11-19T21:00',
  title: [{ text: title, found: false }],
  preview: [{ text: 'It squeaked all night.', found: false }],
  draft: false,
})
const titles: Record<string, string> = { [id('b')]: 'The gate', [id('c')]: 'The jetty' }
const wrote: Wrote<Nothing> = { value: {}, changed: { stale: ['drawer'], undo: null } }

let host: FakeHost

beforeEach(async () => {
  route.place = { page: 'drawer', sheet: id('b') }
  host = fakeHost({
    pages_view: () => ({ sheets: [row('b', 'The gate'), row('c', 'The jetty')], next: null, total: 2, more: false, found: false, days: null, words: '' }),
    reflections_view: () => ({ reflections: [], threads: [] }),
    drawer_tags: () => [],
    drawer_on_this_day: () => [],
    page_view: ({ page }) => ({ id: page, written: '2026-11-19T21:00', title: titles[page] ?? '', body: 'It squeaked all night.', draft: false }),
    page_keep: () => ({ lies: true, begun: false }),
    page_links: () => ({ to: [], from: [] }),
    page_earlier: () => ({ versions: [{ day: '2026-11-18', title: 'The gate', body: 'It squeaked.' }] }),
  })
  render(Open, { person })
  await inHand('The gate')
})

/** Has the core answer `name` only when the returned function is called; resolves once the window has heard of it. */
function late(name: 'page_put_away' | 'page_throw_away' | 'page_bring_back'): () => Promise<void> {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  host.answer(name, () => ended.then(() => wrote))
  return async () => {
    end()
    const asked = host.calls.length
    // It tells the list to look again, and what else it does is done by then.
    await waitFor(() => expect(host.calls.slice(asked).some((one) => one.name === 'pages_view')).toBe(true))
    await settled()
  }
}
const press = async (name: string): Promise<unknown> => await fireEvent.click(await screen.findByRole('button', { name }))
const take = async (title: string): Promise<unknown> => await fireEvent.click(await screen.findByRole('link', { name: new RegExp(title, 'u') }))
const asked = (name: string): Promise<void> => waitFor(() => expect(host.calls.some((one) => one.name === name)).toBe(true))
const inHand = (title: string): Promise<void> => waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>('Title').value).toBe(title))
const noneInHand = (): Promise<HTMLElement> => screen.findByText(t('drawer.page.choose'))

test('a page that is put away leaves the hand', async () => {
  const end = late('page_put_away')
  await press('Put away')
  await asked('page_put_away')
  await end()
  await noneInHand()
})

test('a page that is taken up again while it is still being put away stays in the hand, its earlier versions open', async () => {
  const end = late('page_put_away')
  await press('Put away')
  await asked('page_put_away')
  await take('The gate')
  await press('Earlier versions')
  await screen.findByRole('button', { name: 'Bring this one back' })
  await end()
  expect(screen.queryByRole('button', { name: 'Back to the page' }), 'nobody is sent out of a page').toBeTruthy()
  expect(route.param('sheet')).toBe(id('b'))
})

test('another page that was taken meanwhile stays in the hand, whatever becomes of the first one', async () => {
  const inAllWays = [
    ['page_put_away', 'Put away'],
    ['page_throw_away', 'Throw it away'],
    ['page_bring_back', 'Bring this one back'],
  ] as const
  for (const [name, button] of inAllWays) {
    const end = late(name)
    if (name === 'page_bring_back') await press('Earlier versions')
    await press(button)
    await asked(name)
    await take('The jetty')
    await inHand('The jetty')
    await end()
    await inHand('The jetty')
    expect(route.param('sheet'), name).toBe(id('c'))
    await take('The gate')
    await inHand('The gate')
  }
})

test('a page that is thrown away leaves the hand also when it was taken up again meanwhile', async () => {
  const end = late('page_throw_away')
  await press('Throw it away')
  await asked('page_throw_away')
  await take('The gate')
  await inHand('The gate')
  await end()
  await noneInHand()
})

test('a page begun here that is left before it was kept is not what one comes back to', async () => {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  host.answer('page_keep', () => ended.then(() => ({ lies: true, begun: true })))
  await press('New page')
  await inHand('')
  await fireEvent.input(screen.getByLabelText('Title'), { target: { value: 'The lamp' } })
  await take('The jetty')
  await inHand('The jetty')
  await asked('page_keep')
  const before = host.calls.length
  end()
  await waitFor(() => expect(host.calls.slice(before).some((one) => one.name === 'pages_view')).toBe(true))
  await settled()
  expect(route.param('sheet')).toBe(id('c'))
})
