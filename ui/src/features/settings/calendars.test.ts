import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../app/people.svelte'
import { hearCalendarNews } from '../../app/calendar-news'
import { spread } from '../../app/stale'
import { toasts } from '../../app/toasts.svelte'
import type { CalendarView } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { both } from '../../host/two-people'
import { HostError } from '../../host'
import Calendars from './Calendars.svelte'

const nothing: CalendarView = { kept: null, busy: [], suggested: '/home/robin/Nightstand.ics', suggestedOne: '/home/robin/Nightstand-one.ics' }
const part = async (name: string) => within(await screen.findByRole('region', { name }))
const refuses = (why: string) => () => Promise.reject(new HostError('invalid', 'place', why))

describe('Calendars in Settings', () => {
  beforeEach(() => {
    people.show(both)
    toasts.clear()
  })

  it('saves discreetly unless someone chooses otherwise, and names what is not in the file', async () => {
    const host = fakeHost({
      calendar_view: () => nothing,
      calendar_save: () => ({ path: '/home/robin/Nightstand.ics', leftOut: [{ title: 'A walk', why: 'anyDays' }] }),
    })
    render(Calendars)
    const save = await part('A calendar file')
    await waitFor(() => expect(save.getByLabelText<HTMLInputElement>('Save it as').value).toBe('/home/robin/Nightstand.ics'))
    await fireEvent.click(save.getByText('Save the file'))
    expect(await save.findByText('Saved as /home/robin/Nightstand.ics.')).toBeTruthy()
    expect(save.getByText(/“A walk” is not in it/)).toBeTruthy()
    expect(host.calls.find((call) => call.name === 'calendar_save')?.args).toEqual({ ritual: null, wording: 'discreet', place: '/home/robin/Nightstand.ics' })
  })

  it('says beside the field what is wrong with a place, and keeps what was typed', async () => {
    fakeHost({ calendar_view: () => nothing, calendar_save: refuses('notOurs') })
    render(Calendars)
    const save = await part('A calendar file')
    const where = save.getByLabelText<HTMLInputElement>('Save it as')
    await fireEvent.input(where, { target: { value: '~/work.ics' } })
    await fireEvent.click(save.getByText('Save the file'))
    expect(await save.findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('Something else lies there already'))
    expect(where.value).toBe('~/work.ics')
  })

  it('puts a place into the field that was chosen in the desktop’s dialog', async () => {
    fakeHost({ calendar_view: () => nothing, calendar_place: () => ({ path: '/media/stick/ours.ics' }) })
    render(Calendars)
    const save = await part('A calendar file')
    await fireEvent.click(save.getByText('Choose…'))
    await waitFor(() => expect(save.getByLabelText<HTMLInputElement>('Save it as').value).toBe('/media/stick/ours.ics'))
  })

  it('keeps a file up, shows how it stands, and says that it stays when it is left', async () => {
    let view: CalendarView = nothing
    const host = fakeHost({
      calendar_view: () => view,
      calendar_keep: ({ place, wording }) => {
        view = { ...nothing, kept: { path: place, wording, trouble: 'noFolder' } }
        return { path: place, leftOut: [] }
      },
      calendar_let_be: () => {
        view = nothing
        return {}
      },
    })
    render(Calendars)
    const kept = await part('A calendar that keeps up')
    await fireEvent.click(kept.getByText('Keep it up to date'))
    expect(await kept.findByText('Kept up to date: /home/robin/Nightstand.ics')).toBeTruthy()
    expect(host.calls.find((call) => call.name === 'calendar_keep')?.args).toMatchObject({ wording: 'discreet' })
    expect(kept.getByText(/perhaps a drive is not plugged in/), 'why it is not up to date').toBeTruthy()
    await fireEvent.click(kept.getByText('Leave it as it is'))
    await waitFor(() => expect(toasts.now?.text).toBe('The file stays where it is, and changes no more.'))
  })

  it('says of each busy file how it was read, and refuses a bad one in words', async () => {
    fakeHost({
      calendar_view: () => ({
        ...nothing,
        busy: [
          { path: '/home/robin/work.ics', trouble: null, empty: false, unread: 2, unknownZones: 1 },
          { path: '/home/robin/old.ics', trouble: 'gone', empty: false, unread: 0, unknownZones: 0 },
        ],
      }),
      busy_add: refuses('tooLarge'),
    })
    render(Calendars)
    const busy = await part('When Robin is busy')
    expect(busy.getByText('2 entries could not be read.')).toBeTruthy()
    expect(busy.getByText(/names a zone that nobody here knows/)).toBeTruthy()
    expect(busy.getByText('That file is not there, or no longer.')).toBeTruthy()
    expect(busy.getByText('Sam is shown the pockets that remain, and nothing of this.')).toBeTruthy()
    await fireEvent.input(busy.getByLabelText('A calendar file'), { target: { value: '/home/robin/huge.ics' } })
    await fireEvent.click(busy.getByText('Count it in'))
    expect(await busy.findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('larger than ten megabytes'))
  })

  it('says of a file that nothing is in it, and counts one in with Enter', async () => {
    const host = fakeHost({
      calendar_view: () => ({ ...nothing, busy: [{ path: '/home/robin/tasks.ics', trouble: null, empty: true, unread: 0, unknownZones: 0 }] }),
      busy_add: () => ({}),
      calendar_save: () => ({ path: '/home/robin/Nightstand.ics', leftOut: [] }),
    })
    render(Calendars)
    const busy = await part('When Robin is busy')
    expect(busy.getByText('No entries in it.')).toBeTruthy()
    const field = busy.getByLabelText<HTMLInputElement>('A calendar file')
    await fireEvent.input(field, { target: { value: '/home/robin/work.ics' } })
    // What Enter in a field does; jsdom does it for nobody.
    field.form?.requestSubmit()
    await waitFor(() => expect(host.calls.find((one) => one.name === 'busy_add')?.args).toEqual({ path: '/home/robin/work.ics' }))
    const save = await part('A calendar file')
    save.getByLabelText<HTMLInputElement>('Save it as').form?.requestSubmit()
    expect(await save.findByText('Saved as /home/robin/Nightstand.ics.')).toBeTruthy()
  })

  it('says once, quietly, that the kept file could not follow', async () => {
    let trouble: string | null = null
    fakeHost({
      calendar_news: () => {
        const told = { trouble }
        trouble = null
        return told
      },
    })
    const off = hearCalendarNews()
    trouble = 'full'
    spread(['rituals'])
    await waitFor(() => expect(toasts.now?.text).toMatch(/^The calendar file could not be brought up to date/))
    const { id } = toasts.now ?? {}
    spread(['rituals'])
    await new Promise((resolve) => setTimeout(resolve))
    expect(toasts.now?.id, 'not again').toBe(id)
    off()
  })
})
