import { tick } from 'svelte'
import { keepEarly } from '../features/tonight'
import { asHostError, call, listen } from '../host'
import { t } from '../i18n'
import { look } from './appearance.svelte'
import { brought, hearBrought } from './brought.svelte'
import { leaving } from './leaving.svelte'
import { followLock } from './lock'
import { loadPage, loadTheRest } from './pages'
import { followPeople, people } from './people.svelte'
import { pictureStands } from './picture'
import { go, placeNamed, route } from './route.svelte'
import { sitting } from './sitting.svelte'
import { everything, spread } from './stale'
import { followUnsent } from './unsent.svelte'
import { toasts } from './toasts.svelte'
import { settled } from './view.svelte'

/** Shows where the window begins. Everything that must be known for it comes in one answer. */
export async function begin(): Promise<void> {
  look.follow()
  const [start] = await Promise.all([call('window_start', {}), voices()])
  sitting.begin(start)
  look.show(start.choices)
  if (start.people) people.show(start.people)
  const trouble = start.trouble && asHostError(start.trouble)
  if (!start.hasTable || trouble?.code === 'noTable') {
    sitting.hasTable = false
    route.place = { page: 'welcome' }
  } else if (trouble) {
    sitting.trouble = trouble
  } else if (start.page !== null) {
    route.place = placeNamed(start.page) ?? route.place
  }
  if (start.file !== null) brought.bring(start.file)
  if (start.tonight && route.page === 'tonight') keepEarly(start.tonight)
  followPeople()
  followUnsent()
  await loadPage(route.page)
}

/**
 * Both voices, for the script of the catalogue. Whoever is laid out without them borrows letters from elsewhere, which
 * takes longer to find than these to come, and is laid out again. Without them the window opens all the same.
 */
async function voices(): Promise<void> {
  const faces = ['1em Commissioner', '1em Literata'].map((face) => document.fonts.load(face))
  await Promise.allSettled(faces)
}

/** Listens to the shell from now on, and hears what it said meanwhile. */
async function listenToShell(): Promise<void> {
  const openPage = (page: string): void => {
    const place = placeNamed(page)
    if (place) go(place)
  }
  await Promise.all([
    listen('stale', spread),
    listen('focused', () => spread(everything)),
    listen('backups', () => void tellOfBackups()),
    listen('open-page', ({ page }) => openPage(page)),
    listen('closing', () => void leaving.begin()),
    hearBrought(),
    followLock(),
  ])
  const { stale, page, file } = await call('window_listens', {})
  spread(stale)
  if (page !== null) openPage(page)
  if (file !== null) brought.bring(file)
}

/** The first screen stands with real data: two frames after its last answer. Whatever it can do without comes then. */
export async function afterFirstPicture(): Promise<void> {
  await tick()
  await settled()
  await frame()
  await frame()
  // The backup of the day is made meanwhile: no page waits for it. Whoever waits for the picture hears of it first.
  await Promise.all([call('window_painted', { page: route.page }), listenToShell(), loadTheRest()])
  pictureStands()
  await tellOfBackups()
}

async function tellOfBackups(): Promise<void> {
  const trouble = await call('backup_news', {}).catch(() => null)
  // Where no table is open, something else is the matter, and is said already.
  if (trouble === null || !sitting.hasTable || sitting.trouble) return
  spread(['settings'])
  toasts.wrong(t(trouble === 'damaged' ? 'app.backupDamaged' : 'app.backupTrouble'))
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
