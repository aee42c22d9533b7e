// Widths that change behaviour, not only looks.
class Media {
  /** Up to 1080 px the side sheet floats and is modal. */
  narrowerThanSheet = $state(false)
  /** Up to 900 px the rail gives way to the bar at the bottom. */
  narrow = $state(false)

  constructor() {
    this.follow('(max-width: 1080px)', (yes) => (this.narrowerThanSheet = yes))
    this.follow('(max-width: 900px)', (yes) => (this.narrow = yes))
  }

  private follow(query: string, tell: (matches: boolean) => void): void {
    const list = matchMedia(query)
    tell(list.matches)
    list.addEventListener('change', () => tell(list.matches))
  }
}

export const media = new Media()
