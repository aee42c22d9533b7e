import { t } from '../i18n'
import type { Where } from './autosave.svelte'

/** Why words could not be written, and that they are safe. */
export function whyNot(code: string | undefined, where: Where = 'drawer'): string {
  if (code === 'full') return t('app.notYet.full')
  if (code === 'readOnly') return t('app.notYet.readOnly')
  if (code === 'drawerLocked') return t('app.notYet.locked')
  if (code === 'invalid') return t(where === 'table' ? 'app.notYet.longOnTable' : 'app.notYet.long')
  return t('app.notYet.again')
}
