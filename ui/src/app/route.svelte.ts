// Where we are. Places never enter a URL: the web view keeps no history of what was looked at.
export const pages = [
  'tonight',
  'rituals',
  'templates',
  'pocket',
  'reading',
  'book',
  'us',
  'drawer',
  'reflection',
  'patterns',
  'settings',
  'privacy',
  'licences',
  'help',
  'welcome',
] as const
export type Page = (typeof pages)[number]

/** A page and what it needs to know, as text: `{ page: 'book', book: id, chapter: id }`. */
export type Place = { page: Page } & Partial<Record<string, string>>

/** Pages whose visit leaves no trace, not even for Back (promise 15 of CARE.md). */
const untraced: readonly Page[] = ['help', 'welcome']
const remembered = 30

class Route {
  place: Place = $state.raw({ page: 'tonight' })
  /** Goes up with every move, so that the same page asked for twice still counts as a move. */
  moves = $state(0)
  private past: Place[] = []
  private ask: ((then: () => void) => void) | undefined
  private kept = false

  /**
   * From now on, until the returned function is called, `ask` is asked before the page is left, and calls what it is
   * given when it may be: for what is typed and lives no longer than the page. What is `kept` is offered again where the
   * window itself goes.
   */
  guardedBy(ask: (then: () => void) => void, kept = false): () => void {
    this.ask = ask
    this.kept = kept
    return () => {
      if (this.ask === ask) this.ask = undefined
    }
  }

  /** Does what takes the page away, once nothing that was typed on it is lost with it. */
  leave(then: () => void): void {
    if (this.ask) this.ask(then)
    else then()
  }

  /** Something is typed on this page that lives no longer than the window. */
  get goesWithWindow(): boolean {
    return this.ask !== undefined && !this.kept
  }

  get page(): Page {
    return this.place.page
  }

  /** What the place says about `name`, if anything. */
  param(name: string): string | undefined {
    return this.place[name]
  }

  go(next: Place): void {
    this.leave(() => this.move(next))
  }

  private move(next: Place): void {
    if (!untraced.includes(this.place.page)) {
      this.past.push(this.place)
      if (this.past.length > remembered) this.past.shift()
    }
    this.place = next
    this.moves++
  }

  /** Changes what the place says without moving: the page stays mounted and keeps its focus. */
  refine(params: Partial<Record<string, string>>): void {
    this.place = { ...this.place, ...params }
  }

  back(orElse: Place = { page: 'tonight' }): void {
    this.leave(() => {
      this.place = this.past.pop() ?? orElse
      this.moves++
    })
  }

  /** Forgets the way here, so that Back cannot lead into what was just closed. */
  forget(): void {
    this.past = []
  }
}

export const route = new Route()
export const go = (place: Place): void => route.go(place)
export const back = (orElse?: Place): void => route.back(orElse)
export const isPage = (name: string): name is Page => (pages as readonly string[]).includes(name)

/** What shows one thing can be asked for from outside by its name alone, and then its list is shown. */
const listOf: Partial<Record<Page, Page>> = { book: 'reading', reflection: 'drawer' }

/** Where a page that was asked for from outside leads; nowhere when there is none by that name. */
export function placeNamed(name: string): Place | undefined {
  // First run is no page that a laid table could be on.
  if (!isPage(name) || name === 'welcome') return undefined
  return { page: listOf[name] ?? name }
}
