import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { go, route } from '../../app/route.svelte'
import type { PocketsView, RitualId } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { useFormats } from '../../i18n/format'
import { forgetUnsent } from '../../app/unsent.svelte'
import Pocket from './Pocket.svelte'
import Rituals from './Rituals.svelte'

const found: PocketsView = {
  days: Array.from({ length: 14 }, (_, i) => `2026-11-${String(17 + i)}`),
  today: '2026-11-17',
  zone: 'Europe/Berlin',
  pockets: [
    { day: '2026-11-18', from: 1080, to: 1140 },
    { day: '2026-11-20', from: 1215, to: 1275 },
  ],
  taken: [
    { day: '2026-11-17', from: 540, to: 1020, plan: null },
    { day: '2026-11-17', from: 1290, to: 1300, plan: 'Check-in' },
  ],
  quiet: { from: '22:30', to: '07:00' },
  lacking: false,
  hasFiles: true,
}
const pictured = 'A picture of the days from Tuesday 17 November to Monday 23 November. The lit stretches suit; arrows move between them.'

describe('Find us a pocket', () => {
  beforeEach(() => {
    useFormats({ locale: 'en-GB', hours: '24' })
    people.show(both)
    forgetUnsent()
    go({ page: 'pocket' })
  })

  it('shows the same stretches as a picture and as a list, and the next one as a sentence', async () => {
    fakeHost({ pockets_view: () => found })
    render(Pocket)
    expect(await screen.findByText('The next one is tomorrow, from 18:00 to 19:00.')).toBeTruthy()
    const listed = within(screen.getByRole('list', { name: 'What suits' })).getAllByRole('button')
    const lit = within(screen.getByRole('group', { name: pictured })).getAllByRole('button')
    expect(listed.map((one) => one.textContent.replace(/\s+/g, ' ').trim())).toEqual([
      'Wednesday 18 November 18:00 to 19:00',
      'Friday 20 November 20:15 to 21:15',
    ])
    expect(lit.map((one) => one.getAttribute('aria-label'))).toEqual([
      'Wednesday 18 November, from 18:00 to 19:00: plan something',
      'Friday 20 November, from 20:15 to 21:15: plan something',
    ])
    expect(screen.getByText('09:00 to 17:00: in your calendar'), 'what is taken stands in words, too').toBeTruthy()
    expect(screen.getByText('21:30 to 21:40: Check-in')).toBeTruthy()
  })

  it('is one tab stop, and arrows move between the lit stretches', async () => {
    fakeHost({ pockets_view: () => found })
    render(Pocket)
    const group = await screen.findByRole('group', { name: pictured })
    const [first, second] = within(group).getAllByRole('button')
    expect([first?.tabIndex, second?.tabIndex]).toEqual([0, -1])
    first?.focus()
    if (first) await fireEvent.keyDown(first, { key: 'ArrowRight' })
    expect(document.activeElement).toBe(second)
  })

  it('opens a new plan for the one that is chosen, and keeps nothing before it is saved', async () => {
    const host = fakeHost({
      pockets_view: () => found,
      rituals_view: () => ({
        rituals: [],
        zone: 'Europe/Berlin',
        today: '2026-11-17',
        season: { small: null, holiday: null, proposed: null },
      }),
      notice_preview: () => ({ summary: 'Nightstand', body: '18:00' }),
      ritual_save: () => ({ value: 'c'.repeat(32) as RitualId, changed: { stale: [], undo: null } }),
    })
    render(Pocket)
    await fireEvent.click(await screen.findByText('Wednesday 18 November'))
    expect(route.page).toBe('rituals')
    render(Rituals)
    expect(await screen.findByText('Once, on 18 November 2026, at 18:00, for an hour.')).toBeTruthy()
    expect(host.calls.some((call) => call.name === 'ritual_save'), 'nothing is kept yet').toBe(false)
    await fireEvent.input(screen.getByLabelText('Name'), { target: { value: 'The museum' } })
    await fireEvent.click(screen.getByText('Save'))
    await waitFor(() => expect(host.calls.at(-1)?.name).toBe('ritual_save'))
    expect(host.calls.at(-1)?.args).toMatchObject({
      title: 'The museum',
      minutes: 60,
      when: {
        at: '18:00',
        rhythm: { pattern: { kind: 'years', month: 11, day: 18 }, ends: { kind: 'on', day: '2026-11-18' }, extra: ['2026-11-18'] },
      },
    })
  })

  it('counts the night to the evening before, as Tonight does', async () => {
    const saturday = { day: '2026-11-17', from: 720, to: 780 }
    fakeHost({ pockets_view: () => ({ ...found, today: '2026-11-16', pockets: [saturday] }) })
    const first = render(Pocket)
    expect(await screen.findByText('The next one is tomorrow, from 12:00 to 13:00.'), 'it is past midnight').toBeTruthy()
    first.unmount()
    fakeHost({ pockets_view: () => ({ ...found, today: '2026-11-16', pockets: [{ ...saturday, from: 90, to: 150 }] }) })
    render(Pocket)
    expect(await screen.findByText('The next one is today, from 01:30 to 02:30.')).toBeTruthy()
  })

  it('asks again when another length is wished for', async () => {
    const host = fakeHost({ pockets_view: () => found })
    render(Pocket)
    await fireEvent.change(await screen.findByLabelText('How long'), { target: { value: '120' } })
    await waitFor(() => expect(host.calls.at(-1)).toEqual({ name: 'pockets_view', args: { minutes: 120 } }))
  })

  it('says so when nothing suits, and when a calendar could not be read', async () => {
    fakeHost({ pockets_view: () => ({ ...found, pockets: [], lacking: true, hasFiles: false }) })
    render(Pocket)
    expect(await screen.findByText('Nothing of that length suits in these two weeks. A shorter one might.')).toBeTruthy()
    expect(screen.getByText(/could not be read just now/)).toBeTruthy()
    expect(screen.getByText('Bring one in'), 'and how the own calendar comes in').toBeTruthy()
  })
})
