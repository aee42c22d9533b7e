// The pictures of the open drawer, for as long as it is open. When it is locked nothing of them is left: what shows one
// asks here for its address, and every address is let go at once.
import { blobOf } from '../../app/pictures'
import { call } from '../../host'
import type { PictureId } from '../../host/bindings'

/** The largest picture that a page takes, in bytes: as the core has it. */
export const largest = 20_000_000

/** A picture's mark in a text: `![words](picture:id)` on one line. The last `![` before the words is the one that counts. */
const mark = /!\[((?:(?!!\[)[^\n])*?)\]\(picture:([0-9a-f]{32})\)/gu

export interface Shown {
  from: number
  to: number
  /** What it shows, for those who do not see it; may be empty. */
  words: string
  picture: PictureId
}

export function picturesIn(text: string): Shown[] {
  return [...text.matchAll(mark)].map(({ 0: all, 1: words = '', 2: id = '', index }) => ({
    from: index,
    to: index + all.length,
    words,
    picture: id as PictureId,
  }))
}

/** What shows a picture in a text. Nothing in its words begins or ends a mark. */
export function markOf(picture: PictureId, words = ''): string {
  const line = words.replace(/[\r\n]+/gu, ' ').replaceAll('![', '! [').replaceAll('](', '] (')
  return `![${line}](picture:${picture})`
}

/** A text whose pictures are the words that stand for them. */
export const worded = (text: string): string => text.replaceAll(mark, '$1')

/** A picture leaves a page by no menu and no drag of its own: a copy of it would lie where no words warn of it. */
export function stays(image: HTMLImageElement): void {
  image.draggable = false
  for (const way of ['contextmenu', 'dragstart']) image.addEventListener(way, (event) => event.preventDefault())
}

const shown = new Map<PictureId, Promise<string | undefined>>()
/** Goes up whenever everything is let go: what arrives later is let go as well. */
let opening = 0

/** Where a picture can be shown from; undefined when the drawer does not have it. */
export function pictureUrl(picture: PictureId): Promise<string | undefined> {
  let url = shown.get(picture)
  if (!url) {
    const asked = opening
    url = call('picture_data', { picture }).then(
      (found) => (found && asked === opening ? URL.createObjectURL(blobOf(found)) : undefined),
      () => undefined,
    )
    shown.set(picture, url)
  }
  return url
}

/** Waits until the pictures of a text can be drawn, for paper. */
export async function pictureUrls(text: string): Promise<Map<PictureId, string>> {
  const urls = new Map<PictureId, string>()
  for (const { picture } of picturesIn(text)) {
    const url = await pictureUrl(picture)
    if (url !== undefined) urls.set(picture, url)
  }
  return urls
}

/** Nothing of any picture stays in this window. */
export function letPicturesGo(): void {
  opening++
  for (const url of shown.values()) {
    void url.then((found) => {
      if (found !== undefined) URL.revokeObjectURL(found)
    })
  }
  shown.clear()
}
