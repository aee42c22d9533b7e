import { t } from '../i18n'

/** Why words could not be written, and that they are safe. */
export function whyNot(code: string | undefined): string {
  if (code === 'full') return t('drawer.save.full')
  if (code === 'readOnly') return t('drawer.save.readOnly')
  if (code === 'drawerLocked') return t('drawer.save.locked')
  return t(code === 'invalid' ? 'drawer.save.long' : 'drawer.save.again')
}
