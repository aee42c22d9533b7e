import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { go, route } from '../../app/route.svelte'
import type { Rhythm, RitualCard, RitualId, Season } from '../../host/bindings'
import { HostError } from '../../host'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { t } from '../../i18n'
import { useFormats } from '../../i18n/format'
import { flushAll } from '../../app/autosave.svelte'
import { toasts } from '../../app/toasts.svelte'
import { followUnsent, forgetUnsent, unsentOf } from '../../app/unsent.svelte'
import { weekly } from './rhythm'
import Rituals from './Rituals.svelte'

const id = 'c'.repeat(32) as RitualId
const when = (at: string) => ({ rhythm: weekly([1, 2, 3, 4, 6, 7]), at, zone: 'Europe/Berlin' })
const card: RitualCard = {
  id,
  title: 'Check-in',
  why: '',
  promises: [{ words: 'Phones away', ours: true }],
  small: '',
  smallMinutes: null,
  waits: null,
  next: null,
  when: when('21:30'),
  choices: [when('21:30')],
  minutes: 10,
  lead: 10,
  wording: 'discreet',
  who: 'together',
  resting: false,
}
const leapDay: Rhythm = { kind: 'calendar', pattern: { kind: 'years', month: 2, day: 29 }, ends: { kind: 'never' }, except: [], extra: [] }
const noSeason: Season = { small: null, holiday: null, proposed: null }
const list = (rituals: RitualCard[], season = noSeason) => ({
  rituals_view: () => ({ rituals, zone: 'Europe/Berlin', today: '2026-11-23', season }),
  notice_preview: () => ({ summary: 'Nightstand', body: '21:30' }),
})

describe('Rituals', () => {
  beforeEach(() => {
    useFormats({ locale: 'en-GB', hours: '24' })
    people.show(both)
    // What an earlier story left unsaved waits for its return; each story begins without it.
    forgetUnsent()
    go({ page: 'rituals' })
  })

  it('says the chosen days back in a sentence while they are chosen', async () => {
    fakeHost(list([card]))
    render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    expect(await screen.findByText('Every day but Friday, at 21:30, for ten minutes.')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Friday' }))
    expect(await screen.findByText('Every day, at 21:30, for ten minutes.')).toBeTruthy()
  })

  it('keeps what was written when a ritual is laid to rest, and asks before it is taken away', async () => {
    const changed = { stale: [], undo: null }
    const host = fakeHost({
      ...list([card]),
      ritual_save: () => ({ value: id, changed }),
      ritual_rest: () => ({ changed }) as never,
      ritual_remove: () => ({ changed }) as never,
    })
    render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    const why = async (words: string) =>
      fireEvent.input(await screen.findByLabelText('Why it matters to us'), { target: { value: words } })
    await why('So that the day ends')
    await fireEvent.click(screen.getByRole('button', { name: 'Take it away' }))
    expect(host.calls.some(({ name }) => name === 'ritual_remove')).toBe(false)
    expect(await screen.findByRole('dialog', { name: t('rituals.sheet.discardTitle') })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: t('rituals.sheet.discardStay') }))
    await fireEvent.click(screen.getByRole('button', { name: 'Rest it for a while' }))
    await waitFor(() => expect(host.calls.find(({ name }) => name === 'ritual_save')).toBeTruthy())
    const saved = host.calls.find(({ name }) => name === 'ritual_save')?.args
    expect(saved).toMatchObject({ why: 'So that the day ends', resting: true })
    expect(host.calls.some(({ name }) => name === 'ritual_rest')).toBe(false)
  })

  it('says of one that rests on which days it comes, as of any other', async () => {
    const weekly = (days: number[], every = 1): RitualCard['when'] => ({
      ...when('21:30'),
      rhythm: { kind: 'calendar', pattern: { kind: 'weeks', every, days }, ends: { kind: 'never' }, except: [], extra: [] },
    })
    const resting = { ...card, resting: true, waits: 'resting' as const }
    const said = async (at: RitualCard['when']): Promise<string> => {
      fakeHost(list([{ ...resting, when: at }]))
      const { unmount } = render(Rituals)
      const row = (await screen.findByText('Check-in')).closest('.rrow')
      const line = row?.querySelector('.about .quiet')?.textContent ?? ''
      unmount()
      return line
    }
    expect(await said(weekly([1, 2, 3, 4, 6, 7]))).toBe('10 minutes, not Friday')
    expect(await said(weekly([1, 2, 3, 4, 5, 6, 7]))).toBe('10 minutes, every day')
    expect(await said(weekly([2]))).toBe('10 minutes, Tuesday')
    expect(await said(weekly([2], 2))).toBe('10 minutes, every 2 weeks')
    expect(await said({ ...when('08:00'), rhythm: leapDay })).toBe('10 minutes, 29 February')
  })

  it('asks before it leaves what was written, and keeps it when asked to', async () => {
    fakeHost(list([card]))
    render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    const why = await screen.findByLabelText<HTMLTextAreaElement>('Why it matters to us')
    await fireEvent.input(why, { target: { value: 'So the day has an end.' } })
    await fireEvent.click(screen.getByText('Leave it'))
    await fireEvent.click(await screen.findByText('Keep writing'))
    expect(why.value, 'nothing was lost').toBe('So the day has an end.')
  })

  it('keeps what was written while someone looks at another page', async () => {
    fakeHost(list([card]))
    const first = render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    await fireEvent.input(await screen.findByLabelText('Why it matters to us'), { target: { value: 'Ours.' } })
    first.unmount()
    render(Rituals)
    const why = await screen.findByLabelText<HTMLTextAreaElement>('Why it matters to us')
    expect(why.value, 'it waited').toBe('Ours.')
  })

  it('waits for what was written in an earlier window before it begins anything', async () => {
    fakeHost({ ...list([card]), unsent_keep: () => ({}) })
    const first = render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    await fireEvent.input(await screen.findByLabelText('Why it matters to us'), { target: { value: 'Ours.' } })
    const words = unsentOf('ritual')
    first.unmount()

    forgetUnsent()
    let arrive: (() => void) | undefined
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    fakeHost({
      ...list([card]),
      unsent_keep: () => ({}),
      unsent_view: () => arrived.then(() => ({ all: [{ place: 'ritual', words }] })),
    })
    const stop = followUnsent()
    render(Rituals)
    await screen.findByText('Check-in')
    arrive?.()
    const mine = await screen.findByRole('button', { name: 'That’s me: go on' })
    expect(screen.queryByLabelText('Why it matters to us'), 'nobody has said yet who opened the window').toBeNull()
    await fireEvent.click(mine)
    const why = await screen.findByLabelText<HTMLTextAreaElement>('Why it matters to us')
    expect(why.value).toBe('Ours.')
    stop()
  })

  it('begins nothing beside words that wait until somebody says that they are theirs, and goes on with those', async () => {
    const draft = { title: 'Tea', promises: [], rhythm: {} }
    const waiting = JSON.stringify({ draft, from: { ...draft, title: '' } })
    const host = fakeHost({
      ...list([card]),
      unsent_keep: () => ({}),
      unsent_view: () => ({ all: [{ place: 'ritual', words: waiting }] }),
    })
    const stop = followUnsent()
    go({ page: 'rituals', start: 'blank' })
    render(Rituals)
    const mine = await screen.findByText(t('app.covered.show'))
    const why = (): HTMLElement | null => screen.queryByLabelText('Why it matters to us')
    await screen.findByText('Check-in')
    expect(why(), 'a new one that was asked for waits, too').toBeNull()
    await fireEvent.click(screen.getByText('Check-in'))
    expect(why()).toBeNull()
    expect(document.activeElement, 'they are asked first').toBe(mine)
    expect(unsentOf('ritual'), 'nothing is written over what waits').toBe(waiting)
    await fireEvent.click(mine)
    expect(await screen.findByDisplayValue('Tea')).toBeTruthy()
    expect(host.calls.some(({ name }) => name === 'unsent_keep'), 'nor now').toBe(false)
    await fireEvent.input(why()!, { target: { value: 'Ours.' } })
    await flushAll()
    expect(unsentOf('ritual'), 'and what is typed is kept').toContain('Ours.')
    stop()
  })

  it('names what is missing beside the field and sends nothing', async () => {
    const host = fakeHost(list([]))
    go({ page: 'rituals', start: 'own' })
    render(Rituals)
    await fireEvent.click(await screen.findByText('Save'))
    expect(await screen.findByText('It needs a name.')).toBeTruthy()
    expect(host.calls.some((call) => call.name === 'ritual_save'), 'an empty name is not sent').toBe(false)
  })

  it('starts from an idea, and is discreet until someone chooses otherwise', async () => {
    const host = fakeHost({
      ...list([]),
      ritual_save: () => ({ value: id, changed: { stale: [], undo: null } }),
    })
    go({ page: 'rituals', start: 'checkIn' })
    render(Rituals)
    await fireEvent.click(await screen.findByText('Save'))
    await waitFor(() => expect(host.calls.at(-1)?.name).toBe('ritual_save'))
    expect(host.calls.at(-1)?.args).toMatchObject({ id: null, title: 'Check-in', wording: 'discreet', lead: 10 })
    expect(route.param('start'), 'coming back does not begin it anew').toBeUndefined()
  })

  it('lets both people’s times stand until one is chosen', async () => {
    const host = fakeHost({
      ...list([{ ...card, choices: [when('21:00'), when('22:00')] }]),
      ritual_settle: () => ({ value: {}, changed: { stale: [], undo: null } }),
    })
    render(Rituals)
    expect(await screen.findByText('You both changed “Check-in”')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: /22:00/ }))
    expect(host.calls.at(-1)?.args).toEqual({ ritual: id, choice: when('22:00') })
  })

  it('follows another without a time or reminder of its own, and says so', async () => {
    const tea = { ...card, id: 'd'.repeat(32) as RitualId, title: 'Tea' }
    const host = fakeHost({
      ...list([card, tea]),
      ritual_save: () => ({ value: id, changed: { stale: [], undo: null } }),
    })
    render(Rituals)
    await fireEvent.click(await screen.findByText('Tea'))
    await fireEvent.click(await screen.findByRole('radio', { name: 'After…' }))
    await fireEvent.click(screen.getByText('Save'))
    expect(await screen.findByRole('alert')).toHaveProperty('textContent', 'Choose what it should follow.')
    expect(host.calls.some((call) => call.name === 'ritual_save'), 'nothing was sent').toBe(false)
    await fireEvent.change(screen.getByLabelText('After which'), { target: { value: id } })
    expect(await screen.findByText('Whenever “Check-in” is, as soon as it ends, for ten minutes.')).toBeTruthy()
    expect(screen.queryByLabelText('Remind us'), 'it comes along').toBeNull()
    await fireEvent.click(screen.getByText('Save'))
    await waitFor(() => expect(host.calls.at(-1)?.name).toBe('ritual_save'))
    expect(host.calls.at(-1)?.args).toMatchObject({ when: { rhythm: { kind: 'after', ritual: id } } })
  })

  it('asks for no reminder when any days will do, until someone chooses one', async () => {
    fakeHost(list([card]))
    render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    await fireEvent.change(await screen.findByLabelText('Which days'), { target: { value: 'any' } })
    expect(await screen.findByText(/^Any two of/)).toBeTruthy()
    expect(screen.getByLabelText<HTMLSelectElement>('Remind us').selectedOptions[0]?.text).toBe('not at all')
  })

  it('shows exactly what a reminder would say', async () => {
    const host = fakeHost(list([card]))
    host.answer('notice_preview', ({ wording, minutes }) =>
      wording === 'full' && minutes === 10 ? { summary: 'Check-in at 21:30', body: 'Ten minutes, whenever you’re ready.' } : { summary: 'Nightstand', body: '21:30' },
    )
    render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    expect(await screen.findByText('Nightstand'), 'discreet says no name').toBeTruthy()
    await fireEvent.change(screen.getByLabelText('A reminder says'), { target: { value: 'full' } })
    expect(await screen.findByText('Check-in at 21:30')).toBeTruthy()
  })

  it('says both clocks and moves to the one here as one step', async () => {
    const next = { day: '2026-11-23', at: '21:30', here: { day: '2026-11-23', at: '15:30' } }
    const host = fakeHost({
      rituals_view: () => ({ rituals: [{ ...card, next }], zone: 'America/New_York', today: '2026-11-23', season: noSeason }),
      notice_preview: () => ({ summary: 'Nightstand', body: '15:30' }),
      ritual_move_here: () => ({ value: {}, changed: { stale: [], undo: null } }),
    })
    render(Rituals)
    expect(await screen.findByText('21:30 in Berlin, 15:30 here'), 'in the list').toBeTruthy()
    await fireEvent.click(screen.getByText('Check-in'))
    await fireEvent.click(await screen.findByText('Move it to here'))
    await waitFor(() => expect(host.calls.some((call) => call.name === 'ritual_move_here')).toBe(true))
  })

  it('says a time and what is followed once in a row', async () => {
    const next = { day: '2026-11-25', at: '21:30', here: { day: '2026-11-25', at: '15:30' } }
    const wednesday = { ...when('21:30'), rhythm: weekly([3]) }
    const tea = { ...when('00:00'), rhythm: { kind: 'after', ritual: id } as const }
    const rows: RitualCard[] = [
      { ...card, when: wednesday, choices: [wednesday], next },
      { ...card, id: 'd'.repeat(32) as RitualId, title: 'Tea', when: tea, choices: [tea], minutes: 5 },
    ]
    fakeHost({ rituals_view: () => ({ rituals: rows, zone: 'America/New_York', today: '2026-11-23', season: noSeason }) })
    render(Rituals)
    const row = async (title: string): Promise<(string | null)[]> => {
      const parts = (await screen.findByText(title)).closest('button')!.querySelectorAll('.t, .n, .small')
      return Array.from(parts, (part) => part.textContent)
    }
    expect(await row('Check-in')).toEqual(['Wednesday', 'Check-in', '10 minutes', '21:30 in Berlin, 15:30 here'])
    expect(await row('Tea')).toEqual(['then', 'Tea', 'after Check-in, 5 minutes'])
  })

  it('shows a long name and a long promise whole, in fields that stay one line of words', async () => {
    const long = { ...card, title: 'One line of appreciation', promises: [{ words: 'Something they did, not something they are', ours: true }] }
    fakeHost(list([long]))
    render(Rituals)
    await fireEvent.click(await screen.findByText(long.title))
    const name = await screen.findByLabelText<HTMLTextAreaElement>('Name')
    const promise = screen.getByLabelText<HTMLTextAreaElement>('Promise 1')
    expect([name.tagName, promise.tagName], 'they break where there is no more room').toEqual(['TEXTAREA', 'TEXTAREA'])
    await fireEvent.input(name, { target: { value: 'One line\nof it' } })
    await fireEvent.input(promise, { target: { value: 'Something\nthey did' } })
    expect([name.value, promise.value]).toEqual(['One line of it', 'Something they did'])
    await fireEvent.input(name, { target: { value: ' ' } })
    await fireEvent.focusOut(name)
    expect(name.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(name.getAttribute('aria-describedby') ?? '')?.textContent).toContain('It needs a name.')
  })

  it('lets the other one answer to small weeks, and shows one’s own wish as a wish', async () => {
    const host = fakeHost({
      ...list([card], { ...noSeason, proposed: { by: both.b!.id, weeks: 2 } }),
      season_agree: () => ({ value: {}, changed: { stale: [], undo: null } }),
    })
    const first = render(Rituals)
    expect(await screen.findByText('Sam would like two weeks of small things.')).toBeTruthy()
    await fireEvent.click(screen.getByText('Yes, let’s'))
    await waitFor(() => expect(host.calls.at(-1)?.name).toBe('season_agree'))
    first.unmount()
    fakeHost(list([card], { ...noSeason, proposed: { by: both.a.id, weeks: 2 } }))
    render(Rituals)
    expect(await screen.findByText('Not after all')).toBeTruthy()
    expect(screen.queryByText('Yes, let’s'), 'nobody agrees with themselves').toBeNull()
  })

  it('shows the small lengths in a season, with the usual ones beside them', async () => {
    const small = { from: '2026-11-23', until: '2026-12-06' }
    const said = { ...card, id: 'd'.repeat(32) as RitualId, title: 'Tea', minutes: 40, smallMinutes: 5 }
    fakeHost(list([card, said], { ...noSeason, small }))
    render(Rituals)
    expect(await screen.findByText(/3 minutes for now, usually 10 minutes/)).toBeTruthy()
    expect(screen.getByText(/5 minutes for now, usually 40 minutes/), 'as long as someone said').toBeTruthy()
  })

  it('counts a day that is left out from the moment it is there', async () => {
    const host = fakeHost({
      ...list([card]),
      ritual_save: () => ({ value: id, changed: { stale: [], undo: null } }),
    })
    render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    const except = within(await screen.findByRole('group', { name: 'Not on' }))
    expect(except.queryByLabelText('Day'), 'nothing to choose before it is wanted').toBeNull()
    await fireEvent.click(except.getByText('A day'))
    expect(await screen.findByText(/Not on 23 November\./)).toBeTruthy()
    const day = except.getByLabelText('Day')
    await fireEvent.change(day, { target: { value: '24' } })
    expect(await screen.findByText(/Not on 24 November\./), 'the other one in its place').toBeTruthy()
    expect(except.getByLabelText('Day'), 'the list that is in hand stays').toBe(day)
    await fireEvent.click(except.getByText('A day'))
    expect(await screen.findByText(/Not on 23 November and 24 November\./)).toBeTruthy()
    await fireEvent.click(screen.getByText('Save'))
    await waitFor(() => expect(host.calls.at(-1)?.args).toMatchObject({ when: { rhythm: { except: ['2026-11-23', '2026-11-24'] } } }))
  })

  it('names the evening that a time past midnight belongs to, and refuses what has passed at its field', async () => {
    fakeHost({
      ...list([card]),
      ritual_save: () => Promise.reject(new HostError('invalid', 'until', 'past')),
    })
    render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    expect(screen.queryByText(/past midnight/)).toBeNull()
    await fireEvent.input(await screen.findByLabelText('At'), { target: { value: '02:00' } })
    expect(await screen.findByText('At 02:00 it’s past midnight, and still belongs to the evening before.')).toBeTruthy()
    await fireEvent.change(screen.getByLabelText('Which days'), { target: { value: 'once' } })
    expect(await screen.findByText('Monday at 02:00 is past midnight, and still belongs to Sunday’s evening.')).toBeTruthy()
    await fireEvent.click(screen.getByText('Save'))
    expect(await screen.findByRole('alert')).toHaveProperty('textContent', 'That has passed already.')
    expect(toasts.now, 'at the field, and nowhere else').toBeUndefined()
    await fireEvent.input(screen.getByLabelText('At'), { target: { value: '22:00' } })
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  })

  it('says that some years have no 29 February', async () => {
    fakeHost(list([{ ...card, when: { ...when('21:30'), rhythm: leapDay } }]))
    render(Rituals)
    await fireEvent.click(await screen.findByText('Check-in'))
    expect(await screen.findByText('Years without that day are passed over.')).toBeTruthy()
  })
})
