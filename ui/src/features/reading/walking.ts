// The marks of a picture that can be walked along.

/** So many at once with Page Up and Page Down. */
export const stride = 10

/** A place in a picture that has a sentence of its own. */
export interface Mark {
  key: string
  /** Its middle, in pixels from where the text begins and from above. */
  x: number
  y: number
  /** How much room it takes. */
  width: number
  height: number
  words: string
}

/** In the order of time, and from above where two stand in one place. */
export const inOrder = (marks: readonly Mark[]): Mark[] => [...marks].sort((a, b) => a.x - b.x || a.y - b.y)
