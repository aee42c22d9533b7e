// A picture takes a moment to be drawn anew, and its page may have been put down meanwhile. It then comes to the end of
// that page: through the sheet that holds the page by now, or else through the drawer.
import { hasRoom } from '../../app/paste'
import { spread } from '../../app/stale'
import { call } from '../../host'
import type { PageId, Person, PictureId } from '../../host/bindings'
import { t } from '../../i18n'
import { markOf, picturesIn } from './pictures'

type Take = (picture: PictureId) => void
/** The pages in hand. */
const inHand = new Map<PageId, Take>()

/** For the sheet that holds a page, for as long as it does. */
export function takeLate(page: PageId, take: Take): () => void {
  inHand.set(page, take)
  return () => {
    if (inHand.get(page) === take) inHand.delete(page)
  }
}

/** A text with a picture below it. */
export function atEnd(body: string, picture: PictureId): string {
  const text = body.trimEnd()
  return `${text === '' ? '' : `${text}\n\n`}${markOf(picture)}\n`
}

export const shows = (text: string, picture: PictureId): boolean => picturesIn(text).some((shown) => shown.picture === picture)

/** Whether a sheet holds the page and took the picture. */
export function handOver(page: PageId, picture: PictureId): boolean {
  const take = inHand.get(page)
  take?.(picture)
  return take !== undefined
}

/**
 * Whether all was done for a picture of a page that nobody holds, and that has `most` bytes; where it has no room, that
 * is said. A page that is not in the drawer any more is not begun anew.
 */
export async function keepLate(person: Person['id'], page: PageId, picture: PictureId, most: number): Promise<boolean> {
  if (handOver(page, picture)) return true
  try {
    const { title, body } = await call('page_view', { page })
    const text = atEnd(body, picture)
    if (!hasRoom(text, body, [body], most, t('drawer.page.noRoom'))) return true
    await call('page_keep', { person, page, title, body: text })
  } catch {
    return false
  }
  // Whoever took the page up in that moment may have read it without the picture, and would write over it.
  handOver(page, picture)
  spread(['drawer'])
  return true
}
