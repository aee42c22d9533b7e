// Covers on their way between core and window. A cover is drawn down to the size of one before it is kept.
import { blobOf } from '../../app/pictures'
import { call } from '../../host'
import type { BookId, PictureData } from '../../host/bindings'

/** A cover is kept at most this large, in pixels: twice what the shelf's largest one shows. */
const most = { width: 360, height: 540 }
const quality = 0.85

/** The size of a picture within `room`, as large as it was at most, both sides whole and at least one. */
export function fitted(width: number, height: number, room = most): { width: number; height: number } {
  const scale = Math.min(1, room.width / width, room.height / height)
  const side = (n: number): number => Math.max(1, Math.round(n * scale))
  return { width: side(width), height: side(height) }
}

/** The picture drawn down to a cover's size, in base 64; undefined when it cannot be drawn. */
export async function asCover(picture: PictureData, room = most): Promise<string | undefined> {
  const drawn = await createImageBitmap(blobOf(picture)).catch(() => undefined)
  if (!drawn) return undefined
  const { width, height } = fitted(drawn.width, drawn.height, room)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (pen) {
    // What is see-through in it stands on paper.
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(drawn, 0, 0, width, height)
  }
  drawn.close()
  const url = canvas.toDataURL('image/jpeg', quality)
  return pen && url.startsWith('data:image/jpeg;base64,') ? url.slice(url.indexOf(',') + 1) : undefined
}

/** The cover in the file that a book came from, drawn down; undefined when it has none that can be shown. */
export async function coverInFile(book: BookId): Promise<string | undefined> {
  const looked = await call('import_look_again', { book })
  if (looked.kind !== 'book') return undefined
  const picture = await call('import_cover', { ticket: looked.book.ticket })
  return picture ? asCover(picture) : undefined
}

/** Where a cover that was drawn down can be shown from, until it is let go. */
export const urlOf = (cover: string): string => URL.createObjectURL(blobOf({ mediaType: 'image/jpeg', bytes: cover }))

/** Covers that were shown in this sitting, by the name that changes with them. A few kilobytes each. */
const shown = new Map<string, Promise<string | undefined>>()

/** Where a book's own cover can be shown from; undefined while it is not on this computer. */
export function coverUrl(book: BookId, name: string): Promise<string | undefined> {
  let url = shown.get(name)
  if (!url) {
    url = call('book_cover', { book }).then(
      (picture) => (picture ? URL.createObjectURL(blobOf(picture)) : undefined),
      () => undefined,
    )
    shown.set(name, url)
    // It may come with the next exchange.
    void url.then((found) => {
      if (found === undefined) shown.delete(name)
    })
  }
  return url
}
