import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { people } from '../app/people.svelte'
import { go } from '../app/route.svelte'
import { forgetUnsent } from '../app/unsent.svelte'
import type { BookId, ChapterId, Evening, Plan, RitualCard, RitualId, Season, ToRead, TonightView } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { both, robin } from '../host/two-people'
import { t } from '../i18n'
import { useFormats } from '../i18n/format'
import Reading from './reading/Reading.svelte'
import { idea, startsFor } from './rituals/starts'
import { weekly } from './rituals/rhythm'
import Rituals from './rituals/Rituals.svelte'
import Templates from './rituals/Templates.svelte'
import Backups from './settings/Backups.svelte'
import Computer from './settings/Computer.svelte'
import People from './settings/People.svelte'
import Privacy from './settings/Privacy.svelte'
import Tonight from './tonight/Tonight.svelte'
import Us from './us/Us.svelte'
import Welcome from './welcome/Welcome.svelte'

// Everything works for one person alone, and nothing there speaks to two.
const toTwo = /\b(us|our|ours|we|both|each other|together|the other|either of you|you two|two of you|partner|listener|turns|half)\b/giu

/** All that is said in the window: words, names for whoever is read to, and what stands in an empty field. */
function said(): string {
  const named = [...document.body.querySelectorAll('[aria-label], [placeholder], input')].flatMap((one) => [
    one.getAttribute('aria-label') ?? '',
    one.getAttribute('placeholder') ?? '',
    one instanceof HTMLInputElement ? one.value : '',
  ])
  return [document.body.textContent, ...named].join('\n')
}
const speaksToTwo = (text = said()): string[] => text.match(toTwo) ?? []

const id = 'c'.repeat(32) as RitualId
const season: Season = { small: { until: '2026-12-07' }, holiday: null, proposed: null } as Season
const plan: Plan = {
  ritual: id,
  day: '2026-11-23',
  title: 'Coffee',
  promises: [],
  small: '',
  minutes: 10,
  smallNow: false,
  each: true,
  at: '21:30',
  inSeconds: 6_600,
  moved: false,
  again: null,
  done: [],
  moves: [],
}
const read: ToRead = {
  book: 'd'.repeat(32) as BookId,
  title: 'Middlemarch',
  author: 'George Eliot',
  chapter: 'f'.repeat(32) as ChapterId,
  number: 3,
  chapterTitle: '',
  reader: null,
  minutes: 20,
  heard: null,
}
const tonight = (evening: Evening): TonightView => ({
  date: '2026-11-23',
  nowSeconds: 70_000,
  evening,
  reading: [read],
  slip: null,
  small: [{ ritual: id, day: '2026-11-23', title: 'Walk', at: '07:15', part: 'morning', passed: true, again: null, whenever: false, done: [robin] }],
  goodToSeeYou: null,
  season: { ...season, small: null },
  paused: null,
  nextChangeMs: 6_600_000,
})
const card = { id, title: 'Walk', why: '', promises: [], small: '', smallMinutes: null, waits: null, next: null } as const
const when = { rhythm: weekly([1, 2]), at: '21:30', zone: 'Europe/Berlin' }
const ritual: RitualCard = { ...card, promises: [], when, choices: [when], minutes: 10, lead: 10, wording: 'discreet', who: 'each', resting: false }

// jsdom has no layout, so there is nothing to observe.
globalThis.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

describe('one person alone', () => {
  beforeEach(() => {
    useFormats({ locale: 'en-GB', hours: '24' })
    people.show({ ...both, b: null })
    forgetUnsent()
    go({ page: 'rituals' })
  })

  it('is offered rituals of their own, the three that were promised first', () => {
    const ideas = startsFor(true).map(idea)
    const promised = ideas.slice(0, 3).map(({ title }) => title.toLowerCase())
    expect(`${promised.join(', ')}.`).toBe(t('welcome.solo.smallWhat').toLowerCase())
    for (const one of ideas) {
      expect(speaksToTwo([one.title, one.what, one.small, ...one.promises].join('\n')), one.name).toEqual([])
      expect(one.who, `${one.name} stays theirs when somebody joins them`).toBe('each')
    }
    expect(startsFor(false), 'two are offered theirs').not.toContain('noticed')
  })

  it('reads of themselves in the rituals, and while writing one', async () => {
    fakeHost({
      rituals_view: () => ({ rituals: [ritual], zone: 'Europe/Berlin', today: '2026-11-23', season }),
      notice_preview: () => ({ summary: 'Nightstand', body: '21:30' }),
    })
    render(Rituals)
    await fireEvent.click(await screen.findByText('Walk'))
    await fireEvent.click(screen.getByText(t('rituals.sheet.promiseFirst')))
    await fireEvent.click(screen.getByText(t('rituals.season.open')))
    expect(screen.getByText(t('rituals.season.smallEnd'))).toBeTruthy()
    expect(speaksToTwo()).toEqual([])
  })

  it('reads of themselves among the ideas', () => {
    render(Templates)
    expect(screen.getByText(t('rituals.starts.ownAlone'))).toBeTruthy()
    const text = said().replaceAll(t('rituals.starts.evidence.ours'), '')
    expect(speaksToTwo(text)).toEqual([])
  })

  it.each<[string, Evening, string]>([
    ['ahead', { kind: 'ahead', plan }, 'Not tonight'],
    ['begun', { kind: 'started', plan: { ...plan, each: false } }, 'I had it'],
    ['had', { kind: 'started', plan: { ...plan, done: [robin] } }, 'Take the mark back'],
    ['let go', { kind: 'letGo', plan, next: null }, 'Changed my mind'],
    ['empty', { kind: 'empty' }, 'Choose a first one'],
  ])('reads of themselves tonight, when it is %s', async (_, evening, button) => {
    fakeHost({ tonight_view: () => tonight(evening) })
    render(Tonight)
    expect(await screen.findByRole('button', { name: button })).toBeTruthy()
    expect(await screen.findByRole('button', { name: 'Walk. Robin marked it' })).toBeTruthy()
    expect(speaksToTwo()).toEqual([])
    expect(said(), 'there is nobody to read to').not.toContain('aloud')
  })

  it('reads of themselves among what was kept', async () => {
    const slip = { id: 'e'.repeat(32), by: robin, day: '2026-11-23', part: 'morning', words: 'The light.' }
    fakeHost({ us_view: () => ({ today: '2026-11-23', lines: [], slips: [slip], older: false }) as never })
    render(Us)
    await screen.findByText('The light.')
    expect(speaksToTwo()).toEqual([])
  })

  it('reads of themselves on an empty shelf', async () => {
    fakeHost({ reading_view: () => ({ today: '2026-11-23', onTable: [], waiting: [], resting: [], finished: [] }) as never })
    render(Reading)
    await screen.findByText(t('reading.empty.title'))
    expect(speaksToTwo()).toEqual([])
    expect(said()).not.toContain('share')
  })

  it('is asked for no word for somebody who is not there, nor told who said what', async () => {
    fakeHost({ privacy_view: () => ({ people: [], keyring: 'holds', keyFile: true, keyFileWasOpen: false }) as never })
    render(People)
    expect(screen.queryByLabelText(t('settings.people.word'))).toBeNull()
    render(Privacy)
    const table = within(screen.getByRole('table'))
    expect(table.getByText(t('settings.privacy.noSolo'))).toBeTruthy()
    expect(said()).not.toMatch(/other person|both of you|who said it/u)
  })

  it('reads of one drawer where files are kept and removed', async () => {
    const kept = { byItself: true, folder: '/media/stick', chosen: true, away: false, leftBeside: null, trouble: null }
    fakeHost({
      backups_view: () => ({ ...kept, openElsewhere: false, backups: [] }),
      settings_view: () => ({ folder: '/home/robin/n', risk: null, others: [], version: '0.1.0' }) as never,
    })
    render(Backups)
    render(Computer)
    expect(await screen.findByText(/opens with your passphrase/u)).toBeTruthy()
    expect(await screen.findByText(/^Your drawer has no lock yet/u)).toBeTruthy()
    expect(await screen.findByText(/^The table, your drawer,/u)).toBeTruthy()
    expect(speaksToTwo()).toEqual([])
    expect(said()).not.toMatch(/drawers|owners|nobody/iu)
  })

  it('chooses among things of their own at the first run', async () => {
    fakeHost({ settings_view: () => ({ choices: { hours: 'system', locale: '' }, risk: null }) as never })
    render(Welcome)
    await fireEvent.click(screen.getByRole('button', { name: t('welcome.door.solo') }))
    await fireEvent.click(await screen.findByRole('button', { name: t('welcome.solo.start') }))
    await fireEvent.input(await screen.findByLabelText(t('welcome.names.you')), { target: { value: 'Robin' } })
    await fireEvent.click(screen.getByRole('button', { name: t('welcome.goOn') }))
    const things = (await screen.findAllByRole('checkbox')).map(({ textContent }) => textContent)
    expect(things).toHaveLength(5)
    expect(speaksToTwo(things.join('\n'))).toEqual([])
  })
})
