import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { go, route } from '../../app/route.svelte'
import type { PeopleView, PersonId, RitualCard, RitualId } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { useFormats } from '../../i18n/format'
import { takeKept } from './kept'
import Rituals from './Rituals.svelte'

const id = 'c'.repeat(32) as RitualId
const both: PeopleView = {
  a: { id: 'a'.repeat(32) as PersonId, name: 'Robin', ribbon: 'madder', side: 'a', drawer: 'locked' },
  b: { id: 'b'.repeat(32) as PersonId, name: 'Sam', ribbon: 'verdigris', side: 'b', drawer: 'locked' },
  here: 'a',
  word: '',
}
const when = (at: string) => ({ every: 1, days: [1, 2, 3, 4, 6, 7], at, zone: 'Europe/Berlin', other: null })
const card: RitualCard = {
  id,
  title: 'Check-in',
  why: '',
  promises: [{ words: 'Phones away', ours: true }],
  small: '',
  when: when('21:30'),
  choices: [when('21:30')],
  minutes: 10,
  lead: 10,
  wording: 'discreet',
  who: 'together',
  resting: false,
}
const list = (rituals: RitualCard[]) => ({ rituals_view: () => ({ rituals, zone: 'Europe/Berlin' }) })

describe('Rituals', () => {
  beforeEach(() => {
    useFormats({ locale: 'en-GB', hours: '24' })
    people.show(both)
    // What an earlier story left unsaved waits for its return; each story begins without it.
    takeKept()
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
})
