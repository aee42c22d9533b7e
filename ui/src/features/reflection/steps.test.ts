import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { undo } from '../../app/act'
import { pausedBefore } from '../../app/calm-pause'
import { clearScreen } from '../../app/lock'
import { people } from '../../app/people.svelte'
import type { PageId, ReflectionCard, ReflectionView, ThreadId, ThreadName } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { route } from '../../app/route.svelte'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import Reflection from './Reflection.svelte'
import Steps from './Steps.svelte'

const empty = { chosen: [], own: [], unsure: false }
const view = {
  id: 'c'.repeat(32),
  today: '2026-11-19',
  pageTitle: null,
  finished: false,
  carried: [],
  threads: [],
  draft: {
    step: 1,
    page: null,
    thread: null,
    threadName: '',
    happened: '',
    topic: null,
    ownTopic: '',
    day: '2026-11-19',
    partOfDay: null,
    showed: empty,
    under: empty,
    needed: [],
    guess: '',
    outside: '',
    theirNeeds: [],
    say: { feel: '', when: '', need: '', ask: '' },
  },
  words: {
    families: [],
    needs: [],
    topics: [],
    columns: [],
    absolutes: [{ word: 'always', instead: ['often', 'sometimes'] }],
    ofFear: ['hit|hits me'],
  },
} as unknown as ReflectionView

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  vi.stubGlobal('ResizeObserver', class { observe = vi.fn(); unobserve = vi.fn(); disconnect = vi.fn() })
  people.show(both)
})
afterEach(() => {
  clearScreen()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('care never 15: where fear stands nothing else is offered, and the line is there', async () => {
  fakeHost({ reflection_draft: () => ({}) })
  render(Steps, { view })
  expect(screen.getByText(/twenty minutes with something else/u), 'what happened today may still be going on').toBeTruthy()
  const field: HTMLElement = screen.getByRole('textbox', { name: 'What happened' })
  await fireEvent.input(field, { target: { value: 'He always hits me.', textContent: 'He always hits me.' } })
  await vi.advanceTimersByTimeAsync(400)
  expect(screen.getByRole('button', { name: 'Who to talk to' })).toBeTruthy()
  expect(screen.queryByText(/twenty minutes/u)).toBeNull()
  expect(screen.queryByText(/can be hard to hear/u)).toBeNull()
})

test('one who is alone is asked to share nothing', async () => {
  people.show({ ...both, b: null })
  let say: string | null = null
  fakeHost({
    reflection_draft: () => ({}),
    carry_preview: () => ({ sentences: [], felt: null, needed: null, say, text: say }),
  })
  const last = { ...view, draft: { ...view.draft, step: 6 } }
  const { unmount } = render(Steps, { view: last })
  expect(screen.getByRole('heading', { name: 'Keep it' })).toBeTruthy()
  expect(screen.getByText(/^Step 6 of 6 · Keep it$/u)).toBeTruthy()
  expect(await screen.findByText('Nothing to say was written down.')).toBeTruthy()
  expect(screen.queryByText(/chosen/u), 'where nothing can be').toBeNull()
  expect(screen.queryByRole('button', { name: 'Say it in person' })).toBeNull()
  unmount()
  say = 'I feel tired.'
  render(Steps, { view: last })
  expect(await screen.findByRole('button', { name: 'Say it in person' })).toBeTruthy()
})

test('care 2: what lies on the table is said only of the very words that do', async () => {
  const shown = 'When you come late, I feel small.'
  const preview = (text: string) => ({ sentences: ['You came late.'], felt: null, needed: null, say: shown, text })
  fakeHost({
    reflection_draft: () => ({}),
    carry_preview: ({ choice }) => preview(choice.happened.length ? `You came late. ${shown}` : shown),
  })
  const last = { ...view, carried: [shown], draft: { ...view.draft, step: 6 } }
  render(Steps, { view: last })
  expect(await screen.findByText(/^It lies on the table now/u)).toBeTruthy()
  await fireEvent.click(screen.getByRole('checkbox', { name: /^What happened/u }))
  expect(await screen.findByText('Something of this lies on the table already.')).toBeTruthy()
  expect(screen.queryByText(/^It lies on the table now/u), 'these words do not').toBeNull()
})

test('care 2: what was shared stays chosen, is named with its way back, and is not offered again while it lies there', async () => {
  const lines = ['You came late.', 'Dinner was cold.', 'I had cooked.']
  let carried: string[] = []
  const step6 = { ...view, draft: { ...view.draft, step: 6 } }
  const wrote = { value: {}, changed: { stale: ['us' as const], undo: { key: 'carryLine', args: {} } } }
  const host = fakeHost({
    reflection_view: () => ({ ...step6, carried }),
    reflection_draft: () => ({}),
    carry_preview: ({ choice }) => {
      const text = choice.happened.map((i) => lines[i]).join(' ')
      return { sentences: lines, felt: null, needed: null, say: null, text: text || null }
    },
    reflection_carry: ({ seen }) => {
      carried = [seen]
      return wrote
    },
    undo: () => {
      carried = []
      return { value: { what: { key: 'carryLine', args: {} }, takenBack: 'whole', redo: true }, changed: { stale: ['us'], undo: null } }
    },
  })
  route.place = { page: 'reflection', reflection: view.id }
  render(Reflection)
  const ticked = (): string[] =>
    screen.getAllByRole('checkbox', { checked: true }).map((box) => box.textContent.trim())
  const press = async (name: string | RegExp): Promise<unknown> => fireEvent.click(await screen.findByRole('checkbox', { name }))
  await press(/^What happened/u)
  await press('Dinner was cold.')
  await fireEvent.click(await screen.findByRole('button', { name: 'Share this part' }))
  expect(await screen.findByText(/^It lies on the table now/u)).toBeTruthy()
  const shared = 'You came late. I had cooked.'
  expect(screen.getAllByText(shared), 'what would be seen is what was, and it is named').toHaveLength(2)
  expect(ticked().slice(1)).toEqual(['You came late.', 'I had cooked.'])
  expect(screen.queryByRole('button', { name: 'Share this part' })).toBeNull()
  await undo()
  expect(await screen.findByRole('button', { name: 'Share this part' }), 'it is taken back').toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Share this part' }))
  await fireEvent.click(await screen.findByRole('button', { name: 'Take it back in Us' }))
  expect(route.page).toBe('us')
  expect(host.calls.filter(({ name }) => name === 'reflection_carry')).toHaveLength(2)
})

test('a sentence that was taken out comes back by nobody but whoever ticks it', async () => {
  const lines = ['You came late.', 'Dinner was cold.']
  fakeHost({
    reflection_draft: () => ({}),
    carry_preview: () => ({ sentences: lines, felt: null, needed: null, say: null, text: null }),
  })
  render(Steps, { view: { ...view, draft: { ...view.draft, step: 6 } } })
  const box = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('checkbox', { name })
  const all = async (): Promise<boolean[]> =>
    Promise.all([...lines, /^What happened/u].map(async (line) => (await box(line)).ariaChecked === 'true'))
  await fireEvent.click(await box(/^What happened/u))
  await fireEvent.click(await box('You came late.'))
  await fireEvent.click(await box('Dinner was cold.'))
  expect(await all(), 'they stay where they can be ticked').toEqual([false, false, false])
  await fireEvent.click(await box('Dinner was cold.'))
  expect(await all()).toEqual([false, true, true])
  await fireEvent.click(await box(/^What happened/u))
  await fireEvent.click(await box(/^What happened/u))
  expect(await all(), 'nor with all of them').toEqual([false, true, true])
})

test('what was chosen on the last step is still chosen by whoever comes back, until the drawer is locked', async () => {
  fakeHost({
    reflection_draft: () => ({}),
    carry_preview: () => ({ sentences: ['You came late.'], felt: 'small', needed: null, say: 'I feel small.', text: 'small' }),
  })
  const atTheEnd = { view: { ...view, draft: { ...view.draft, happened: 'You came late.', step: 6 } } }
  const said = async (name: RegExp): Promise<boolean> => (await screen.findByRole('checkbox', { name })).ariaChecked === 'true'
  const [felt, say] = [/^What I felt/u, /^What I’d like to say/u]
  render(Steps, atTheEnd)
  await fireEvent.click(await screen.findByRole('checkbox', { name: felt }))
  await fireEvent.click(await screen.findByRole('checkbox', { name: say }))
  cleanup()
  render(Steps, atTheEnd)
  expect([await said(felt), await said(say)], 'what somebody unticked does not come back by itself').toEqual([true, false])
  clearScreen()
  cleanup()
  render(Steps, atTheEnd)
  expect([await said(felt), await said(say)], 'nobody else finds what was chosen').toEqual([false, true])
})

test('what was chosen on the last step is still chosen after a look back, but for sentences that were written on since', async () => {
  const lines = ['You came late.', 'Dinner was cold.']
  const host = fakeHost({
    reflection_draft: () => ({}),
    carry_preview: ({ choice }) => ({ sentences: lines, felt: 'small', needed: null, say: null, text: choice.felt ? 'I felt small.' : null }),
    thread_make: ({ name }) => ({ value: { id: 'e'.repeat(32) as ThreadId, name }, changed: { stale: [], undo: null } }),
  })
  render(Steps, { view: { ...view, draft: { ...view.draft, happened: 'You came late. Dinner was cold.', step: 6 } } })
  const box = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('checkbox', { name })
  const chosen = async (): Promise<boolean[]> =>
    Promise.all([/^What happened/u, 'Dinner was cold.', /^What I felt/u].map(async (name) => (await box(name)).ariaChecked === 'true'))
  await fireEvent.click(await box(/^What happened/u))
  await fireEvent.click(await box('Dinner was cold.'))
  await fireEvent.click(await box(/^What I felt/u))
  await fireEvent.click(await screen.findByRole('radio', { name: t('reflection.keep.stays.tomorrow') }))
  await fireEvent.change(screen.getByRole('combobox'), { target: { value: 'new' } })
  await fireEvent.input(screen.getByRole('textbox', { name: t('reflection.keep.aboutName') }), { target: { value: 'Being heard' } })
  await fireEvent.click(screen.getByRole('button', { name: t('reflection.keep.aboutAdd') }))
  await vi.waitFor(() => expect(screen.getByRole<HTMLSelectElement>('combobox').selectedOptions[0]?.text).toBe('Being heard'))
  const press = (name: string): Promise<unknown> => fireEvent.click(screen.getByRole('button', { name }))
  await press(t('app.back'))
  await press(t('reflection.on'))
  expect(await chosen()).toEqual([true, false, true])
  expect((await screen.findByRole('radio', { name: t('reflection.keep.stays.tomorrow') })).ariaChecked).toBe('true')
  expect(screen.getByRole<HTMLSelectElement>('combobox').selectedOptions[0]?.text, 'its thread has its name').toBe('Being heard')
  await fireEvent.click(screen.getByRole('button', { name: 'Share this part' }))
  const shared = { stay: 'tomorrow', choice: { happened: [0], felt: true } }
  await vi.waitFor(() => expect(host.calls.find(({ name }) => name === 'reflection_carry')?.args).toMatchObject(shared))
  for (let i = 0; i < 5; i++) await press(t('app.back'))
  await fireEvent.input(screen.getByRole('textbox', { name: 'What happened' }), { target: { value: 'You came at nine. It rained.' } })
  for (let i = 0; i < 5; i++) await press(t('reflection.skip'))
  expect((await box(/^What happened/u)).ariaChecked, 'nobody chose these').toBe('false')
  expect((await box(/^What I felt/u)).ariaChecked).toBe('true')
})

test('what it was really about is chosen among the threads that are in use', async () => {
  const thread = (letter: string, name: string): ThreadName => ({ id: letter.repeat(32) as ThreadId, name })
  const [used, own, unused] = [thread('1', 'Being heard'), thread('2', 'Money'), thread('3', 'A slip of the pen')]
  const host = fakeHost({
    reflection_draft: () => ({}),
    reflections_view: () => ({ reflections: [{ thread: used.id }, { thread: null }] as ReflectionCard[], threads: [used, own, unused] }),
    carry_preview: () => ({ sentences: [], felt: null, needed: null, say: null, text: null }),
    thread_make: () => ({ value: unused, changed: { stale: [], undo: null } }),
  })
  render(Steps, { view: { ...view, threads: [used, own, unused], draft: { ...view.draft, thread: own.id, step: 6 } } })
  const choice = await screen.findByRole<HTMLSelectElement>('combobox')
  const names = (): string[] => [...choice.options].slice(1, -1).map(({ text }) => text)
  await vi.waitFor(() => expect(names()).toEqual(['Being heard', 'Money']))
  expect(choice.value, 'also the one that only this reflection has').toBe(own.id)
  await fireEvent.change(choice, { target: { value: used.id } })
  await fireEvent.change(choice, { target: { value: 'new' } })
  await fireEvent.input(screen.getByRole('textbox', { name: t('reflection.keep.aboutName') }), { target: { value: unused.name } })
  await fireEvent.click(screen.getByRole('button', { name: t('reflection.keep.aboutAdd') }))
  await vi.waitFor(() => expect(names(), 'one that nothing used comes back under its name').toContain(unused.name))
  expect(host.calls.filter(({ name }) => name === 'thread_make')).toHaveLength(1)
  expect(choice.value).toBe(unused.id)
})

test('a word of their own is kept when its field is left in whatever way', async () => {
  const kept: string[][] = []
  fakeHost({
    reflection_draft: ({ draft }) => {
      kept.push(draft.showed.own)
      return {}
    },
  })
  const { unmount } = render(Steps, { view: { ...view, draft: { ...view.draft, step: 2 } } })
  const field: HTMLInputElement = screen.getByRole('textbox', { name: 'A word of your own' })
  await fireEvent.input(field, { target: { value: ' overlooked ' } })
  await fireEvent.blur(field)
  await vi.advanceTimersByTimeAsync(400)
  expect(kept.at(-1)).toEqual(['overlooked'])
  await fireEvent.input(field, { target: { value: 'half a wo' } })
  clearScreen()
  await vi.advanceTimersByTimeAsync(400)
  expect(kept.at(-1), 'before the drawer is locked').toEqual(['overlooked', 'half a wo'])
  await fireEvent.input(field, { target: { value: 'alone' } })
  unmount()
  await vi.advanceTimersByTimeAsync(400)
  expect(kept.at(-1), 'when the page goes').toEqual(['overlooked', 'half a wo', 'alone'])
})

test('one that was begun can be thrown away, with the last word of it, and nothing brings it back but Undo', async () => {
  const drafts: string[][] = []
  const host = fakeHost({
    reflection_draft: ({ draft }) => {
      drafts.push(draft.showed.own)
      return {}
    },
    reflection_throw_away: () => ({ value: {}, changed: { stale: [], undo: null } }),
  })
  const blank = render(Steps, { view })
  expect(screen.queryByText('Throw it away'), 'there is nothing in it').toBeNull()
  blank.unmount()
  const { unmount } = render(Steps, { view: { ...view, draft: { ...view.draft, step: 2 } } })
  await fireEvent.input(screen.getByRole('textbox', { name: 'A word of your own' }), { target: { value: 'alone' } })
  await fireEvent.click(screen.getByText('Throw it away'))
  await vi.advanceTimersByTimeAsync(400)
  expect(host.calls.at(-1)?.name).toBe('reflection_throw_away')
  expect(drafts.at(-1), 'Undo has it').toEqual(['alone'])
  expect(route.place).toMatchObject({ page: 'drawer', show: 'reflections' })
  const before = drafts.length
  unmount()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(drafts).toHaveLength(before)
})

test('care never 15: the page underneath is listened to, and no step asks or offers anything where there is fear', async () => {
  fakeHost({
    reflection_draft: () => ({}),
    page_view: ({ page }) => ({ id: page, title: 'Thursday', body: 'He hits me.', written: '2026-11-19T21:00:00', draft: false }),
    carry_preview: () => ({ sentences: [], felt: null, needed: null, say: 'I feel small.', text: 'I feel small.' }),
  })
  const at = (step: number) => ({ ...view, pageTitle: 'Thursday', draft: { ...view.draft, step, page: 'd'.repeat(32) as PageId } })
  const shown = async (step: number): Promise<() => void> => {
    const { unmount } = render(Steps, { view: at(step) })
    expect(await screen.findByRole('button', { name: 'Who to talk to' })).toBeTruthy()
    return unmount
  }
  let leave = await shown(1)
  expect(screen.queryByText(/twenty minutes/u), 'there is nothing to wait for').toBeNull()
  leave()
  leave = await shown(4)
  expect(screen.getByText('You don’t owe anyone a guess.')).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBeNull()
  leave()
  leave = await shown(5)
  expect(screen.getByText(/Nobody needs to hear them/u)).toBeTruthy()
  leave()
  leave = await shown(6)
  expect(await screen.findByText('I feel small.'), 'what was written is there').toBeTruthy()
  for (const offered of [/Share this part/u, /Say it in person/u, /Choose a part/u]) expect(screen.queryByText(offered)).toBeNull()
  leave()
})

test('a pause before a reflection goes on over a lock, and is not offered again', async () => {
  fakeHost({ reflection_draft: () => ({}) })
  const first = render(Steps, { view })
  await fireEvent.click(screen.getByText('Twenty minutes first'))
  expect(screen.getByText('Something else, for a while')).toBeTruthy()
  clearScreen()
  first.unmount()
  expect(pausedBefore(people.here.id), 'whoever unlocks comes back to it').toBe(view.id)
  await vi.advanceTimersByTimeAsync(19 * 60_000)
  const second = render(Steps, { view })
  expect(screen.getByText('Something else, for a while')).toBeTruthy()
  second.unmount()
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  render(Steps, { view })
  expect(screen.getByText('Still here when you want it')).toBeTruthy()
  await fireEvent.click(screen.getByText('Back to it'))
  expect(pausedBefore(people.here.id)).toBeUndefined()
  expect(screen.queryByText(/twenty minutes/u), 'nor is it offered again').toBeNull()
})
