// Widths that change behaviour, not only looks. They are told in ems, as in the stylesheets: larger text needs the
// narrower layout sooner.
class Media {
  /** Up to 67.5 em, 1080 px at the usual size, the side sheet floats and is modal. */
  narrowerThanSheet = $state(false)
  /** Up to 56.25 em, 900 px, the rail gives way to the bar at the bottom. */
  narrow = $state(false)

  /** A list that nobody holds may be collected, and what listens to it hears nothing more. */
  private readonly lists: MediaQueryList[] = []

  constructor() {
    this.follow('(max-width: 67.5em)', (yes) => (this.narrowerThanSheet = yes))
    this.follow('(max-width: 56.25em)', (yes) => (this.narrow = yes))
  }

  private follow(query: string, tell: (matches: boolean) => void): void {
    const list = matchMedia(query)
    this.lists.push(list)
    tell(list.matches)
    list.addEventListener('change', () => tell(list.matches))
  }
}

export const media = new Media()
