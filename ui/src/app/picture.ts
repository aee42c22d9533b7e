let stands: () => void

/** Resolves once the first picture stands; whatever it can do without waits for this. */
export const firstPicture = new Promise<void>((resolve) => {
  stands = resolve
})

export const pictureStands = (): void => stands()
