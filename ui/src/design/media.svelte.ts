// Widths that change behaviour, not only looks. Text is sized by the web view's zoom, which makes a window so many
// pixels narrower: larger text finds the narrower layout sooner. No width is told in ems. WebKit takes an em for larger
// by the zoom that the page was narrowed by already: a script learns it at once, a style sheet never while it is open.
class Media {
  /** The side sheet floats and is modal. */
  narrowerThanSheet = $state(false)
  /** The rail gives way to the bar at the bottom. */
  narrow = $state(false)

  /** A list that nobody holds may be collected, and what listens to it hears nothing more. */
  private readonly lists: MediaQueryList[] = []

  constructor() {
    this.follow('(width <= 1080px)', (yes) => (this.narrowerThanSheet = yes))
    this.follow('(width <= 900px)', (yes) => (this.narrow = yes))
  }

  private follow(query: string, tell: (matches: boolean) => void): void {
    const list = matchMedia(query)
    this.lists.push(list)
    tell(list.matches)
    list.addEventListener('change', () => tell(list.matches))
  }
}

export const media = new Media()
