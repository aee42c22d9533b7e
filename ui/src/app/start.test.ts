import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ApiError, WindowStart } from '../host/bindings'
import { fakeHost } from '../host/fake'
import { both } from '../host/two-people'
import { t } from '../i18n'
import { people } from './people.svelte'
import { sitting } from './sitting.svelte'
import { afterFirstPicture, begin } from './start'
import { toasts } from './toasts.svelte'

// No page is looked at here.
vi.mock('./pages', () => ({ loadPage: () => Promise.resolve(), loadTheRest: () => Promise.resolve() }))

async function started(trouble: ApiError | null): Promise<void> {
  const start = {
    hasTable: true,
    sample: false,
    ownTable: false,
    passphrase: null,
    page: null,
    file: null,
    version: '0.1.0',
    folder: '',
    choices: { hours: 'system', locale: '', textScale: 100 },
    people: trouble ? null : both,
    trouble,
    tonight: null,
  } as unknown as WindowStart
  fakeHost({
    window_start: () => start,
    window_listens: () => ({ stale: [], page: null, file: null }),
    window_painted: () => ({}),
    backup_news: () => 'away',
  })
  await begin()
  await afterFirstPicture()
}

let asked: string[]
let loading: (face: string) => Promise<FontFace[]>

beforeEach(() => {
  toasts.clear()
  asked = []
  loading = () => Promise.resolve([])
  const fonts = { load: (face: string) => (asked.push(face), loading(face)) }
  Object.defineProperty(document, 'fonts', { configurable: true, value: fonts })
})
afterEach(() => {
  toasts.clear()
  people.show(undefined)
  sitting.trouble = undefined
})

it('a backup that could not be made is told', async () => {
  await started(null)
  expect(toasts.now?.text).toBe(t('app.backupTrouble'))
})

it('over_a_table_that_is_refused_no_backup_is_told_of', async () => {
  await started({ code: 'damaged' } as ApiError)
  expect(sitting.trouble?.code).toBe('damaged')
  expect(toasts.now, 'the page says already what is the matter').toBeUndefined()
})

it('the_first_picture_waits_for_both_voices', async () => {
  let come = (): void => undefined
  loading = (face) =>
    face.includes('Literata') ? new Promise((resolve) => (come = () => resolve([]))) : Promise.resolve([])
  let stands = false
  const starting = started(null).then(() => (stands = true))
  await vi.waitFor(() => expect(asked, 'the letters of the app and those of a voice').toHaveLength(2))
  await Promise.resolve()
  expect(people.ready, 'laid out in borrowed letters, it is laid out twice').toBe(false)
  come()
  await starting
  expect(stands).toBe(true)
})

it('without_its_letters_the_window_opens_all_the_same', async () => {
  loading = () => Promise.reject(new Error('no such file'))
  await started(null)
  expect(people.here.name, 'the table is there').toBe(both.a.name)
})
