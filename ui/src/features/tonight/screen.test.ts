import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { people } from '../../app/people.svelte'
import { spread } from '../../app/stale'
import { toasts } from '../../app/toasts.svelte'
import { setUnsent } from '../../app/unsent.svelte'
import { route } from '../../app/route.svelte'
import { HostError } from '../../host'
import type { Evening, PersonId, Plan, RitualId, SlipId, TonightView, ToRead } from '../../host/bindings'
import { fakeHost, type FakeHost } from '../../host/fake'
import { both, sam } from '../../host/two-people'
import { t } from '../../i18n'
import { useFormats } from '../../i18n/format'
import Tonight from './Tonight.svelte'

const ritual = 'c'.repeat(32) as RitualId
const plan: Plan = {
  ritual,
  day: '2026-11-23',
  title: 'Check-in',
  promises: ['Phones away'],
  small: '',
  minutes: 10,
  smallNow: false,
  each: false,
  at: '21:30',
  inSeconds: 6_600,
  moved: false,
  again: null,
  done: [],
  moves: [{ choice: 'halfHour', at: '20:10' }],
}
const tonight = (evening: Evening): TonightView => ({
  date: '2026-11-23',
  nowSeconds: 19 * 3_600 + 40 * 60,
  evening,
  reading: [],
  slip: null,
  small: [{ ritual, day: '2026-11-23', title: 'Coffee', at: '07:15', part: 'morning', passed: true, again: null, whenever: false, done: [sam] }],
  goodToSeeYou: null,
  season: { small: null, holiday: null, proposed: null },
  paused: null,
  nextChangeMs: 6_600_000,
})
const wrote = { value: {}, changed: { stale: [], undo: null } }

// jsdom has no layout, so there is nothing to observe.
globalThis.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

describe('Tonight', () => {
  beforeEach(() => {
    useFormats({ locale: 'en-GB', hours: '24' })
    people.show(both)
  })

  it('offers three answers of the same weight, and none is the primary one', async () => {
    fakeHost({ tonight_view: () => tonight({ kind: 'ahead', plan }) })
    render(Tonight)
    const answers = await waitFor(() => ['Start now', 'Move…', 'Not tonight'].map((name) => screen.getByText(name)))
    const looks = answers.map((button) => [...button.classList].filter((name) => !/^(s|svelte)-/.test(name)).join(' '))
    expect(looks, 'one look for all three').toEqual(['btn', 'btn', 'btn'])
    expect(document.querySelector('.btn.primary'), 'Tonight asks for nothing').toBeNull()
    expect(screen.getByText('in about two hours'), 'the real text stands beside the hidden dial').toBeTruthy()
  })

  it('says that a chapter is read aloud only where somebody reads to the other', async () => {
    const chapter = (letter: string, reader: PersonId | null): ToRead => ({
      book: letter.repeat(32) as ToRead['book'],
      title: `Book ${letter}`,
      author: '',
      chapter: letter.repeat(32) as ToRead['chapter'],
      number: 3,
      chapterTitle: '',
      reader,
      minutes: null,
      heard: null,
    })
    const heading = async (...reading: ToRead[]): Promise<string> => {
      fakeHost({ tonight_view: () => ({ ...tonight({ kind: 'ahead', plan }), reading }) })
      const { unmount } = render(Tonight)
      const said = (await screen.findByRole('heading', { name: /^To read/u })).firstChild?.textContent?.trim() ?? ''
      unmount()
      return said
    }
    expect(await heading(chapter('d', null))).toBe(t('tonight.read.title'))
    expect(await heading(chapter('d', sam))).toBe(t('tonight.read.titleAloud'))
    expect(await heading(chapter('d', null), chapter('e', sam)), 'one of them is').toBe(t('tonight.read.titleAloud'))
  })

  it('speaks of tonight only where something is as usual this evening', async () => {
    const said = async (at: string): Promise<string> => {
      fakeHost({
        tonight_view: () => ({
          ...tonight({ kind: 'ahead', plan: { ...plan, at } }),
          goodToSeeYou: { last: 'Check-in', sleptThrough: [] },
        }),
      })
      const { unmount } = render(Tonight)
      const line = (await screen.findByText(t('tonight.goodToSeeYou.last', { title: 'Check-in' }), { exact: false })).textContent
      unmount()
      return line.replace(/\s+/gu, ' ').trim()
    }
    const last = t('tonight.goodToSeeYou.last', { title: 'Check-in' })
    expect(await said('21:30')).toBe(`${last} ${t('tonight.goodToSeeYou.asUsual')}`)
    expect(await said('07:15'), 'a coffee in the morning').toBe(`${last} ${t('tonight.goodToSeeYou.asUsualDay')}`)
  })

  it('leads from a free evening to the time that both have', async () => {
    fakeHost({ tonight_view: () => tonight({ kind: 'free', next: null }) })
    render(Tonight)
    await fireEvent.click(await waitFor(() => screen.getByText('Find a pocket')))
    expect(route.place.page).toBe('pocket')
  })

  it('asks again when what stands there changes by itself, whatever it is', async () => {
    vi.useFakeTimers()
    try {
      const evenings: Evening[] = [{ kind: 'due', plan }, { kind: 'nothingMore', next: null }]
      const host = fakeHost({
        tonight_view: () => ({ ...tonight(evenings.shift() ?? { kind: 'free', next: null }), nextChangeMs: 5_000 }),
      })
      const asked = (): number => host.calls.filter(({ name }) => name === 'tonight_view').length
      render(Tonight)
      await vi.advanceTimersByTimeAsync(4_999)
      expect(asked(), 'its moment lasts').toBe(1)
      await vi.advanceTimersByTimeAsync(1)
      expect(asked(), 'the moment of a plan whose time had come is over').toBe(2)
      await vi.advanceTimersByTimeAsync(5_000)
      expect(asked(), 'and the next day begins').toBe(3)
    } finally {
      vi.useRealTimers()
    }
  })

  it('shows where a move leads before it is made', async () => {
    const host = fakeHost({ tonight_view: () => tonight({ kind: 'ahead', plan }), tonight_move: () => wrote })
    render(Tonight)
    await fireEvent.click(await screen.findByText('Move…'))
    const item = (await screen.findAllByRole('menuitem'))[0] as HTMLElement
    expect(item.textContent, 'the resulting time is beside it').toContain('20:10')
    await fireEvent.click(item)
    expect(host.calls.at(-1)).toEqual({
      name: 'tonight_move',
      args: { ritual, day: '2026-11-23', choice: 'halfHour' },
    })
  })

  it('moves to another time, tonight only or from now on, and says what that comes to', async () => {
    const later = (day: string) => ({ title: 'Check-in', day, at: '22:15', tomorrow: day === '2026-11-24' })
    const host = fakeHost({
      tonight_view: () => tonight({ kind: 'ahead', plan }),
      move_preview: () => ({ tonight: later('2026-11-23'), fromNowOn: [later('2026-11-24'), later('2026-11-25')] }),
      tonight_move_to: () => wrote,
    })
    render(Tonight)
    await fireEvent.click(await screen.findByText('Move…'))
    await fireEvent.click(await screen.findByText('Another time…'))
    const field = await screen.findByLabelText('Begins at')
    await fireEvent.input(field, { target: { value: '22:15' } })
    await fireEvent.blur(field)
    expect(await screen.findByText('Tonight at 22:15. After that, as usual.'), 'tonight only, to begin with').toBeTruthy()
    await fireEvent.click(screen.getByText('From now on'))
    expect(await screen.findByText('Tonight at 22:15, then tomorrow at 22:15 and Wednesday at 22:15.')).toBeTruthy()
    await fireEvent.click(screen.getByText('Move it'))
    await waitFor(() =>
      expect(host.calls.find((one) => one.name === 'tonight_move_to')?.args).toEqual({
        ritual,
        day: '2026-11-23',
        at: '22:15',
        fromNowOn: true,
      }),
    )
  })

  it('shows what a time comes to while it is typed, and moves to none that it has not shown', async () => {
    const at = (time: string) => ({ title: 'Check-in', day: '2026-11-23', at: time, tomorrow: false })
    const host = fakeHost({
      tonight_view: () => tonight({ kind: 'ahead', plan }),
      move_preview: ({ at: time }) => ({ tonight: at(time), fromNowOn: null }),
    })
    render(Tonight)
    await fireEvent.click(await screen.findByText('Move…'))
    await fireEvent.click(await screen.findByText('Another time…'))
    const field = await screen.findByLabelText('Begins at')
    expect(await screen.findByText('Tonight at 21:30. After that, as usual.')).toBeTruthy()
    await fireEvent.input(field, { target: { value: '22:4' } })
    expect(screen.queryByText(/^Tonight at/), 'what stood there was for another time').toBeNull()
    await fireEvent.click(screen.getByText('Move it'))
    expect(host.calls.some((one) => one.name === 'tonight_move_to')).toBe(false)
    await fireEvent.input(field, { target: { value: '22:45' } })
    expect(await screen.findByText('Tonight at 22:45. After that, as usual.'), 'without leaving the field').toBeTruthy()
  })

  describe('when the dial turns meanwhile', () => {
    const next: Plan = { ...plan, ritual: 'd'.repeat(32) as RitualId, title: 'Tea', at: '22:30', moves: [{ choice: 'tomorrow', at: '22:30' }] }
    const at = (time: string) => ({ title: 'Check-in', day: '2026-11-23', at: time, tomorrow: false })
    const turns = async (host: FakeHost, evening: Evening, shows: string): Promise<void> => {
      host.answer('tonight_view', () => tonight(evening))
      spread(['tonight'])
      await screen.findByRole('heading', { name: shows })
    }

    it('moves the evening that the open sheet was opened for', async () => {
      const host = fakeHost({
        tonight_view: () => tonight({ kind: 'ahead', plan }),
        move_preview: ({ at: time }) => ({ tonight: at(time), fromNowOn: null }),
        tonight_move_to: () => wrote,
      })
      render(Tonight)
      await fireEvent.click(await screen.findByText('Move…'))
      await fireEvent.click(await screen.findByText('Another time…'))
      await fireEvent.input(await screen.findByLabelText('Begins at'), { target: { value: '22:15' } })
      await turns(host, { kind: 'ahead', plan: next }, 'Tea')
      expect(screen.getByText(t('tonight.moving.title', { title: 'Check-in' })), 'it is still about the same evening').toBeTruthy()
      await turns(host, { kind: 'nothingMore', next: null }, t('tonight.nothingMore.title'))
      expect(screen.getByDisplayValue('22:15'), 'what was typed is there when there is nothing more tonight').toBeTruthy()
      await screen.findByText('Tonight at 22:15. After that, as usual.')
      await fireEvent.click(screen.getByText('Move it'))
      await waitFor(() => expect(host.calls.find(({ name }) => name === 'tonight_move_to')?.args).toMatchObject({ ritual, at: '22:15' }))
    })

    it('says that the evening of the open sheet is gone', async () => {
      const host = fakeHost({
        tonight_view: () => tonight({ kind: 'ahead', plan }),
        move_preview: ({ at: time }) => ({ tonight: at(time), fromNowOn: null }),
        tonight_move_to: () => {
          throw new HostError('notFound')
        },
      })
      render(Tonight)
      await fireEvent.click(await screen.findByText('Move…'))
      await fireEvent.click(await screen.findByText('Another time…'))
      await screen.findByText('Tonight at 21:30. After that, as usual.')
      await turns(host, { kind: 'ahead', plan: next }, 'Tea')
      await fireEvent.click(screen.getByText('Move it'))
      await waitFor(() => expect(toasts.now?.text).toBe(t('errors.notFound')))
      expect(screen.getByDisplayValue('21:30'), 'the sheet stays').toBeTruthy()
      host.answer('move_preview', () => {
        throw new HostError('notFound')
      })
      await fireEvent.input(screen.getByLabelText('Begins at'), { target: { value: '22:15' } })
      expect(await screen.findByText(t('errors.notFound')), 'also before it is tried').toBeTruthy()
    })

    it('moves the evening that the open menu was opened for', async () => {
      const host = fakeHost({ tonight_view: () => tonight({ kind: 'ahead', plan }), tonight_move: () => wrote })
      render(Tonight)
      await fireEvent.click(await screen.findByText('Move…'))
      await turns(host, { kind: 'ahead', plan: next }, 'Tea')
      const item = screen.getAllByRole('menuitem')[0]!
      expect(item.textContent, 'its times are the ones that were offered').toContain('20:10')
      await fireEvent.click(item)
      expect(host.calls.find(({ name }) => name === 'tonight_move')?.args).toEqual({ ritual, day: '2026-11-23', choice: 'halfHour' })
    })
  })

  it('says when a reminder that was put off comes again', async () => {
    fakeHost({ tonight_view: () => tonight({ kind: 'due', plan: { ...plan, again: '21:45' } }) })
    render(Tonight)
    expect(await screen.findByText('Asked again at 21:45.')).toBeTruthy()
  })

  it('says in a quiet line that reminders are paused, with the way back', async () => {
    const host = fakeHost({
      tonight_view: () => ({ ...tonight({ kind: 'free', next: null }), paused: { until: '20:40', tomorrow: false } }),
      reminders_resume: () => wrote,
    })
    render(Tonight)
    expect(await screen.findByText(/paused until 20:40/)).toBeTruthy()
    await fireEvent.click(screen.getByText('Resume'))
    await waitFor(() => expect(host.calls.some((one) => one.name === 'reminders_resume')).toBe(true))
  })

  it.each([
    ['2026-11-23', 'Nothing is announced today.'],
    ['2026-11-29', 'Nothing is announced until 29 November.'],
  ])('says how long nothing is announced on a holiday until %s', async (until, words) => {
    const quiet = tonight({ kind: 'free', next: null })
    fakeHost({
      tonight_view: () => ({ ...quiet, season: { ...quiet.season, holiday: { from: '2026-11-23', until } } }),
    })
    render(Tonight)
    expect(await screen.findByText(new RegExp(`^${words}`, 'u'))).toBeTruthy()
  })

  it('says that the evening was let go and names nobody', async () => {
    const next = { title: 'Check-in', day: '2026-11-24', at: '21:30', tomorrow: true }
    fakeHost({ tonight_view: () => tonight({ kind: 'letGo', plan, next }) })
    render(Tonight)
    const said = await screen.findByText(/This evening was let go/)
    expect(said.textContent).not.toMatch(/Robin|Sam/)
    expect(said.textContent, 'tomorrow is as usual').toContain('Tomorrow is at 21:30, as usual.')
  })

  it('names what was let go while something else still comes tonight', async () => {
    const next = { title: 'A walk', day: '2026-11-23', at: '22:10', tomorrow: false }
    fakeHost({ tonight_view: () => tonight({ kind: 'letGo', plan, next }) })
    render(Tonight)
    expect(await screen.findByText(/^Check-in was let go, and no reason is asked\. Next is A walk, today at 22:10\./u)).toBeTruthy()
  })

  it('says of what was put off when it asks again', async () => {
    const view = tonight({ kind: 'free', next: null })
    fakeHost({ tonight_view: () => ({ ...view, small: view.small.map((one) => ({ ...one, again: '18:30' })) }) })
    render(Tonight)
    expect(await screen.findByText('again at 18:30')).toBeTruthy()
  })

  it('turns only one’s own half', async () => {
    const host = fakeHost({ tonight_view: () => tonight({ kind: 'free', next: null }), half_mark: () => wrote })
    render(Tonight)
    const mark = await screen.findByRole('button', { name: 'Coffee. Sam marked it' })
    expect(mark.getAttribute('aria-pressed'), 'Sam’s half is not Robin’s').toBe('false')
    await fireEvent.click(mark)
    expect(host.calls.at(-1)).toEqual({ name: 'half_mark', args: { ritual, day: '2026-11-23', done: true } })
  })

  it('keeps the words of a slip until they lie on the table', async () => {
    const host = fakeHost({
      tonight_view: () => tonight({ kind: 'free', next: null }),
      slip_hand: () => {
        throw new HostError('full')
      },
    })
    render(Tonight)
    const field = await screen.findByPlaceholderText<HTMLTextAreaElement>('One thing you noticed about Sam…')
    await fireEvent.input(field, { target: { value: 'You warmed the car. 🚗' } })
    await fireEvent.click(screen.getByText('Hand it to Sam'))
    await waitFor(() => expect(host.calls.at(-1)?.name).toBe('slip_hand'))
    expect(field.value, 'a full disk takes nothing away').toBe('You warmed the car. 🚗')

    host.answer('slip_hand', () => ({ value: 'd'.repeat(32) as SlipId, changed: { stale: [], undo: null } }))
    await fireEvent.click(screen.getByText('Hand it to Sam'))
    await waitFor(() => expect(field.value, 'then the field is free').toBe(''))
  })

  it('shows every line of a slip as it will be seen, and hands it over with Enter alone', async () => {
    const host = fakeHost({
      tonight_view: () => tonight({ kind: 'free', next: null }),
      slip_hand: () => ({ value: 'd'.repeat(32) as SlipId, changed: { stale: [], undo: null } }),
      unsent_keep: () => ({}),
    })
    setUnsent('slip', 'kind\nand patient')
    render(Tonight)
    const field = await screen.findByPlaceholderText<HTMLTextAreaElement>('One thing you noticed about Sam…')
    expect(field.value).toBe('kind\nand patient')
    await fireEvent.keyDown(field, { key: 'Enter', shiftKey: true })
    await fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
    expect(host.calls.some(({ name }) => name === 'slip_hand')).toBe(false)
    await fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() => expect(host.calls.find(({ name }) => name === 'slip_hand')?.args).toEqual({ words: 'kind\nand patient' }))
  })

  it('says what is safe when it cannot be read', async () => {
    fakeHost({
      tonight_view: () => {
        throw new HostError('busy')
      },
    })
    render(Tonight)
    expect(await screen.findByText('Everything on the table is safe.')).toBeTruthy()
  })
})
