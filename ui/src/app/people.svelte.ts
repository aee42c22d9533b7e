import { call } from '../host'
import type { Person, PeopleView } from '../host/bindings'
import { onStale } from './stale'

/** Who is at the table. Loaded before the first page is shown and kept fresh for as long as the window lives. */
class People {
  private view: PeopleView | undefined = $state.raw()
  private shutting = $state(false)
  private newest: Promise<PeopleView> | undefined

  /** The first person; a blank one before first run has ended. */
  get a(): Person {
    return this.view ? this.seen(this.view.a) : nobody
  }
  /** The second, once there is one. */
  get b(): Person | undefined {
    return this.view?.b ? this.seen(this.view.b) : undefined
  }
  /** Who is here now. */
  get here(): Person {
    return this.view?.here === 'b' ? (this.b ?? this.a) : this.a
  }
  /** The one who is not, once there are two. */
  get other(): Person | undefined {
    return this.view?.here === 'b' ? this.a : this.b
  }
  /** Everyone, first side first. */
  get all(): Person[] {
    return this.view ? [this.a, ...(this.b ? [this.b] : [])] : []
  }
  /** The word they have for each other; empty when they use names alone. */
  get word(): string {
    return this.view?.word ?? ''
  }
  /** What whoever is here may call the other one in a text. */
  get otherCalled(): string[] {
    return [this.other?.name ?? '', this.word].filter((name) => name.trim() !== '')
  }
  /** The hour at which their day ends. */
  get dayEnds(): number {
    return this.view?.dayEnds ?? 4
  }
  get ready(): boolean {
    return this.view !== undefined
  }

  /** The person with this id, if they sit at this table. */
  find(id: string): Person | undefined {
    return this.all.find((person) => person.id === id)
  }

  /** From now on a drawer that is open is shut on the screen, whatever the core still says. */
  beginShutting(): void {
    this.shutting = true
  }

  /** It was locked: from now on the core is believed again. */
  async endShutting(): Promise<void> {
    await this.load().catch(() => {
      // The names stay as they were; the drawer does not look open for it.
      if (this.view) this.view = { ...this.view, a: this.seen(this.view.a), b: this.view.b && this.seen(this.view.b) }
    })
    this.shutting = false
  }

  private seen(person: Person): Person {
    return this.shutting && person.drawer === 'open' ? { ...person, drawer: 'locked' } : person
  }

  show(view: PeopleView | undefined): void {
    this.view = view
    const root = document.documentElement
    if (view) root.dataset['a'] = view.a.ribbon
    else delete root.dataset['a']
    if (view?.b) root.dataset['b'] = view.b.ribbon
    // Nobody sits there yet; its ink must still not be the first one's.
    else if (view) root.dataset['b'] = view.a.ribbon === 'verdigris' ? 'madder' : 'verdigris'
    else delete root.dataset['b']
  }

  async load(): Promise<void> {
    const mine = call('people_view', {})
    this.newest = mine
    const view = await mine
    // An answer that a later question overtook is not shown, and whoever waits for it waits for the later one.
    if (this.newest === mine) this.show(view)
    else await this.newest
  }
}

const nobody: Person = { id: '' as Person['id'], name: '', ribbon: 'madder', side: 'a', drawer: 'notMade' }

export const people = new People()

/** Keeps the names fresh; the app calls it once. */
export function followPeople(): () => void {
  // A failed look leaves the last known names standing; pages say what is wrong.
  return onStale(['people'], () => void people.load().catch(() => undefined))
}
