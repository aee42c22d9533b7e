import type { IconName } from '../design'
import { t } from '../i18n'
import { people } from './people.svelte'
import type { Page } from './route.svelte'

/** The four pages on top of the table, in the order of Ctrl 1 to 4. */
export const main: readonly { page: 'tonight' | 'rituals' | 'reading' | 'us'; icon: IconName }[] = [
  { page: 'tonight', icon: 'lamp' },
  { page: 'rituals', icon: 'cup' },
  { page: 'reading', icon: 'book' },
  { page: 'us', icon: 'rings' },
]

/** What a page is called, by two people or by one alone. */
export function pageName(page: Page): string {
  if (people.other === undefined && page === 'pocket') return t('app.pocketAlone')
  if (people.other === undefined && page === 'us') return t('app.usAlone')
  return t(`app.pages.${page}`)
}

/** The entry under which a page stands. */
const under: Partial<Record<Page, Page>> = {
  templates: 'rituals',
  pocket: 'rituals',
  book: 'reading',
  reflection: 'drawer',
  patterns: 'drawer',
  privacy: 'settings',
  licences: 'settings',
  help: 'settings',
}
export const standsUnder = (page: Page): Page => under[page] ?? page
