import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import type { PageId, PagesAsk, Person, ReflectionCard, ReflectionId, SheetRow, ThreadId, ThreadName } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { go, route } from '../../app/route.svelte'
import { spread } from '../../app/stale'
import { t } from '../../i18n'
import Index from './Index.svelte'
import Open from './Open.svelte'
import PageLinks from './PageLinks.svelte'

const person: Person = { id: 'a'.repeat(32) as Person['id'], name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'open' }
const id = (letter: string): PageId => letter.repeat(32) as PageId
const row = (letter: string, title: string, written = '2024-11-27T21:00'): SheetRow => ({
  page: id(letter),
  reflection: null,
  written,
  title: [{ text: title, found: false }],
  preview: [{ text: 'the beginning', found: false }],
  draft: false,
})

beforeEach(() => go({ page: 'drawer' }))

function index(sheets: SheetRow[] = [row('b', 'The plates')], reflections: ReflectionCard[] = [], threads: ThreadName[] = []): { host: ReturnType<typeof fakeHost>; asked: () => PagesAsk | undefined; onTake: ReturnType<typeof vi.fn> } {
  const host = fakeHost({
    pages_view: ({ query, words }: PagesAsk) => ({
      sheets,
      next: null,
      total: 1,
      more: false,
      found: query !== '',
      days: query.includes('march') && !words ? { from: '2026-03-01', to: '2026-03-31' } : null,
      words: query.replace(words ? '' : /last march/u, ''),
    }),
    reflections_view: () => ({ reflections, threads }),
    drawer_tags: () => ['kitchen', 'kin', 'us'],
    drawer_on_this_day: () => [row('c', 'Two years ago')],
  })
  const onTake = vi.fn()
  const nothing = (): undefined => undefined
  render(Index, { query: '', person, current: undefined, live: undefined, onTake, onBegin: nothing, onBring: nothing, onCopy: nothing, onOutside: nothing, onFirst: nothing })
  const asked = (): PagesAsk | undefined => host.calls.findLast(({ name }) => name === 'pages_view')?.args as PagesAsk | undefined
  return { host, asked, onTake }
}

test('an empty drawer offers no page to choose', async () => {
  const opened = async (sheets: SheetRow[]): Promise<() => void> => {
    index(sheets)
    cleanup()
    const { unmount } = render(Open, { person })
    await screen.findByText(sheets.length ? 'the beginning' : t('drawer.index.empty'))
    return unmount
  }
  const leave = await opened([])
  await waitFor(() => expect(screen.queryByText(t('drawer.page.choose'))).toBeNull())
  leave()
  await opened([{ ...row('b', 'Kept for later'), page: null, reflection: 'e'.repeat(32) as ReflectionId }])
  expect(screen.getByText(t('drawer.page.choose'))).toBeTruthy()
})

test('beside the reflections no page is taken into the hand, and beside the pages the newest is', async () => {
  index([row('b', 'The plates')])
  cleanup()
  go({ page: 'drawer', show: 'reflections' })
  render(Open, { person })
  expect(await screen.findByText(t('drawer.index.noReflections'))).toBeTruthy()
  await waitFor(() => expect(screen.getByText(t('drawer.page.choose')), 'nothing unrelated lies open').toBeTruthy())
  await fireEvent.click(screen.getByRole('button', { name: t('drawer.index.pages') }))
  await waitFor(() => expect(screen.queryByText(t('drawer.page.choose'))).toBeNull())
  expect(route.param('sheet')).toBe(id('b'))
})

test('a page that begins with a quote is told by its words, and every title as it was written', async () => {
  index([{ ...row('b', 'what THE plates said'), preview: [{ text: '> So long as > the boat is dry', found: false }] }])
  expect(await screen.findByText('So long as the boat is dry')).toBeTruthy()
  expect(screen.getByText('what THE plates said')).toBeTruthy()
})

test('a reflection that is not put away yet is found again where the pages are', async () => {
  const card: ReflectionCard = { id: 'e'.repeat(32) as ReflectionId, day: '2026-11-27', topic: 'Dinner', needs: [], beginning: '', leftAt: 2, thread: null }
  index([row('b', 'The plates')], [{ ...card, id: 'd'.repeat(32) as ReflectionId, topic: 'Keys', leftAt: null }, card])
  await fireEvent.click(await screen.findByRole('button', { name: 'Go on with “Dinner”' }))
  expect(route.place).toMatchObject({ page: 'reflection', reflection: card.id })
  expect(screen.queryByText('Keys'), 'one that lies there waits for nobody').toBeNull()
})

test('reflections without a topic are told apart by what happened, or by what they were really about', async () => {
  const thread = { id: 'f'.repeat(32) as ThreadId, name: 'Who waits for whom' }
  const bare: ReflectionCard = { id: 'a'.repeat(32) as ReflectionId, day: '2026-11-27', topic: null, needs: [], beginning: '', leftAt: null, thread: null }
  const card = (letter: string, over: Partial<ReflectionCard>): ReflectionCard => ({ ...bare, ...over, id: letter.repeat(32) as ReflectionId })
  const cards = [
    card('a', { topic: 'Dinner', beginning: 'The rice was cold.' }),
    card('b', { beginning: '**Twenty past** and no word.' }),
    card('c', { beginning: 'The keys again.', needs: ['rest'] }),
    card('d', { thread: thread.id }),
    card('e', { beginning: 'The train left.', leftAt: 2 }),
    card('f', { topic: ' ' }),
  ]
  index([], cards, [thread])
  expect(await screen.findByRole('button', { name: 'Go on with “The train left.”' })).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Reflections' }))
  await screen.findByText('Dinner')
  const told = [...document.querySelectorAll('.entry')].map((one) => [...one.querySelectorAll('.n, p')].map(({ textContent }) => textContent))
  expect(told, 'nothing is said twice').toEqual([
    ['Dinner', 'The rice was cold.'],
    ['Twenty past and no word.'],
    ['The keys again.', 'rest'],
    ['Really about Who waits for whom'],
    ['The train left.', expect.stringContaining('Left at')],
    ['Reflection'],
  ])
})

test('reflections that turned out to be about one thing are seen together', async () => {
  const thread = { id: 'f'.repeat(32) as ThreadId, name: 'Who waits for whom' }
  const unused = { id: '9'.repeat(32) as ThreadId, name: 'Nobody’s' }
  const card = (letter: string, topic: string, of: ThreadId | null): ReflectionCard => ({
    id: letter.repeat(32) as ReflectionId,
    day: '2026-11-27',
    topic,
    needs: [],
    beginning: '',
    leftAt: null,
    thread: of,
  })
  index([], [card('a', 'Dinner', thread.id), card('b', 'Keys', null), card('c', 'The train', thread.id)], [thread, unused])
  await fireEvent.click(screen.getByRole('button', { name: 'Reflections' }))
  expect(await screen.findAllByText('Really about Who waits for whom')).toHaveLength(2)
  expect(screen.queryByText('Nobody’s'), 'a name that is nothing’s is not offered').toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: 'Who waits for whom' }))
  expect(screen.queryByText('Keys')).toBeNull()
  expect([screen.getByText('Dinner'), screen.getByText('The train')]).toHaveLength(2)
  await fireEvent.click(screen.getByRole('button', { name: 'Who waits for whom' }))
  expect(screen.getByText('Keys')).toBeTruthy()
})

test('older pages that somebody turned to stay when a page changes, and go with another list', async () => {
  const { host } = index()
  host.answer('pages_view', ({ query, before }: PagesAsk) => ({
    sheets: before === null ? [row('b', 'The plates')] : [row('d', before === 9 ? 'Older' : 'Oldest')],
    next: query ? null : before === null ? 9 : before === 9 ? 4 : null,
    total: 1,
    more: false,
    found: query !== '',
    days: null,
    words: query,
  }))
  spread(['drawer'])
  await fireEvent.click(await screen.findByRole('button', { name: t('drawer.index.older') }))
  expect(await screen.findByText('Older')).toBeTruthy()
  const before = host.calls.length
  spread(['drawer'])
  await waitFor(() => expect(host.calls.slice(before).filter(({ name }) => name === 'pages_view')).toHaveLength(2))
  expect(screen.getByText('Older')).toBeTruthy()
  await type('plates')
  await waitFor(() => expect(screen.queryByText('Older')).toBeNull())
})

const search = (): HTMLInputElement => screen.getByRole('searchbox')
const type = (value: string): Promise<boolean> => fireEvent.input(search(), { target: { value } })

test('days that a search names are said, and one press takes them for words', async () => {
  const { asked } = index()
  await type('last march')
  expect(await screen.findByText(/From .*March.* to .*March/u)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Look for these words instead' }))
  await waitFor(() => expect(asked()).toMatchObject({ query: 'last march', words: true }))
  await fireEvent.click(await screen.findByRole('button', { name: 'Read them as days again' }))
  await waitFor(() => expect(asked()?.words).toBe(false))
  await type('last march ')
  await waitFor(() => expect(asked(), 'what is typed next is read anew').toMatchObject({ query: 'last march ', words: false }))
})

test('a search that finds nothing says what it looked for', async () => {
  index([])
  await type('last march')
  expect(await screen.findByText('No page was written then')).toBeTruthy()
  expect(screen.queryByText(/fewer letters/u), 'letters would not help').toBeNull()
  await type('plates last march')
  expect(await screen.findByText('No page of those days says “plates”')).toBeTruthy()
  await type('platse')
  expect(await screen.findByText('No page says “platse”')).toBeTruthy()
  expect(screen.getByText(/Try fewer letters/u)).toBeTruthy()
  await type('q')
  expect(await screen.findByText('No page says “q”')).toBeTruthy()
  expect(screen.queryByText(/fewer letters/u), 'there are none fewer').toBeNull()
})

test('reflections alone are looked through from their own list', async () => {
  const { asked } = index()
  await fireEvent.click(screen.getByRole('button', { name: 'Reflections' }))
  await type('plates')
  await waitFor(() => expect(asked()).toMatchObject({ query: 'plates', reflections: true }))
  await fireEvent.click(screen.getByRole('button', { name: 'Pages' }))
  await waitFor(() => expect(asked()?.reflections).toBe(false))
})

test('tags are offered, narrow down as one types, and are put into the search', async () => {
  index()
  await fireEvent.click(await screen.findByRole('button', { name: '#us' }))
  expect(search().value).toBe('#us ')
  await type('plates #KI')
  expect(screen.getAllByRole('button', { name: /^#/u }).map((one) => one.textContent)).toEqual(['#kitchen', '#kin'])
  await fireEvent.click(screen.getByRole('button', { name: '#kin' }))
  expect(search().value).toBe('plates #kin ')
  await type('plates')
  expect(screen.queryByRole('button', { name: /^#/u }), 'words are no tags').toBeNull()
})

test('this day of earlier years is there until somebody looks for something', async () => {
  const { onTake } = index()
  await fireEvent.click(await screen.findByRole('button', { name: 'Two years ago' }))
  expect(onTake).toHaveBeenCalledWith(id('c'))
  await type('plates')
  await waitFor(() => expect(screen.queryByText('On this day')).toBeNull())
})

test('a page that is named is opened, and one that is not there yet is begun', async () => {
  fakeHost({ page_links: () => ({ to: [{ name: 'plates', page: row('d', 'The plates') }, { name: 'nothing yet', page: null }], from: [row('e', '')] }) })
  const [onTake, onBegin] = [vi.fn(), vi.fn()]
  render(PageLinks, { page: id('b'), named: '', onTake, onBegin })
  await fireEvent.click(await screen.findByRole('button', { name: 'The plates' }))
  expect(onTake).toHaveBeenLastCalledWith(id('d'))
  await fireEvent.click(screen.getByRole('button', { name: 'Begin the page “nothing yet”' }))
  expect(onBegin).toHaveBeenCalledWith('nothing yet')
  await fireEvent.click(screen.getByRole('button', { name: /2024/u }))
  expect(onTake, 'without a title it is called by its day').toHaveBeenLastCalledWith(id('e'))
})

test('a search of reflections finds what the list says of them, and counts each once', async () => {
  const card = (letter: string, more: Partial<ReflectionCard>): ReflectionCard =>
    ({ id: letter.repeat(32), day: '2026-11-19', topic: null, needs: [], beginning: '', thread: null, leftAt: null, ...more }) as ReflectionCard
  const kept = 'd'.repeat(32) as ThreadId
  const found = { ...row('b', 'x'), page: null, reflection: 'e'.repeat(32) as ReflectionId }
  index(
    [found],
    [card('e', { topic: 'The dishes' }), card('f', { topic: 'Dishes, again' }), card('g', { needs: ['Honesty', 'Rest'] }), card('h', { thread: kept })],
    [{ id: kept, name: 'left to wait' }] as ThreadName[],
  )
  const search = screen.getByLabelText(t('drawer.index.search'))
  await screen.findByText('the beginning')
  for (const [typed, title] of [
    ['dishes', 'Dishes, again'],
    ['HONÉSTY', 'Honesty, Rest'],
    ['to wait', t('drawer.index.really', { name: 'left to wait' })],
  ] as const) {
    await fireEvent.input(search, { target: { value: typed } })
    expect(await screen.findByText(title), typed).toBeTruthy()
    expect(screen.queryByText('The dishes'), 'what the core found is shown as it found it').toBeNull()
    await waitFor(() => expect(document.querySelector('.foot')?.textContent.trim()).toBe(t('drawer.index.foundHere', { count: 2 })))
  }
  await fireEvent.input(search, { target: { value: 'dishes honesty' } })
  await waitFor(() => expect(screen.queryByText('Dishes, again')).toBeNull())
})
