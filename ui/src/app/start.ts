import { tick } from 'svelte'
import { askAhead } from '../features/tonight'
import { asHostError, call, listen } from '../host'
import { t } from '../i18n'
import { look } from './appearance.svelte'
import { brought, hearBrought } from './brought.svelte'
import { leaving } from './leaving.svelte'
import { followLock } from './lock'
import { loadPage, loadTheRest } from './pages'
import { followPeople, people } from './people.svelte'
import { go, placeNamed, route } from './route.svelte'
import { sitting } from './sitting.svelte'
import { everything, spread } from './stale'
import { followUnsent } from './unsent.svelte'
import { toasts } from './toasts.svelte'
import { settled } from './view.svelte'

/** Everything that must be known before the first page is shown: three questions, asked at once,
 * and Tonight's own, which most starts show. */
export async function begin(): Promise<void> {
  look.follow()
  const dropEarly = askAhead()
  const [start, settings, seated] = await Promise.all([
    call('window_start', {}),
    call('settings_view', {}).catch(() => undefined),
    peopleAreSeated(),
  ])
  sitting.begin(start)
  if (settings) look.show(settings.choices)
  if (!start.hasTable || !seated) {
    sitting.hasTable = false
    route.place = { page: 'welcome' }
  } else if (start.page !== null) {
    route.place = placeNamed(start.page) ?? route.place
  }
  if (start.file !== null) brought.bring(start.file)
  if (route.page !== 'tonight') dropEarly()
  await loadPage(route.page)
}

/** False only when nobody sits there yet. A table that stays shut is another matter. */
async function peopleAreSeated(): Promise<boolean> {
  try {
    await people.load()
    return true
  } catch (cause) {
    const error = asHostError(cause)
    if (error.code !== 'noTable') sitting.trouble = error
    return error.code !== 'noTable'
  }
}

/** Listens to the shell from now on. */
export async function listenToShell(): Promise<void> {
  followPeople()
  followUnsent()
  await Promise.all([
    listen('stale', spread),
    listen('focused', () => spread(everything)),
    listen('open-page', ({ page }) => {
      const place = placeNamed(page)
      if (place) go(place)
    }),
    listen('closing', () => void leaving.begin()),
    hearBrought(),
    followLock(),
  ])
}

/** The first screen stands with real data: two frames after its last answer. Then the rest is fetched. */
export async function tellPainted(): Promise<void> {
  await tick()
  await settled()
  await frame()
  await frame()
  // The backup of the day is made meanwhile: no page waits for it.
  await Promise.all([call('window_painted', { page: route.page }), loadTheRest()])
  const trouble = await call('backup_news', {}).catch(() => null)
  if (trouble !== null) toasts.wrong(t('app.backupTrouble'))
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
