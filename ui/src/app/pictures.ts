// Pictures on their way between core and window, which takes text alone.
import type { PictureData } from '../host/bindings'

export function blobOf({ mediaType, bytes }: PictureData): Blob {
  return new Blob([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], { type: mediaType })
}

/** A file's bytes in base 64. */
export async function base64Of(file: Blob): Promise<string> {
  const read = new FileReader()
  const url = await new Promise<string>((done, failed) => {
    read.onload = () => done(read.result as string)
    read.onerror = () => failed(read.error ?? new Error('unreadable'))
    read.readAsDataURL(file)
  })
  return url.slice(url.indexOf(',') + 1)
}
