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

beforeEach(() => toasts.clear())
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
