// What was chosen so far. It lives as long as first run does, so going back loses nothing; the passphrase
// is dropped the moment the drawer is made.
import { fallsInto } from '../../app/quiet'
import type { Motif, PaperInk } from '../../design/papers'
import type { FirstRitual, Rhythm, Ribbon } from '../../host/bindings'
import { say, words, type ListKey } from '../../i18n'

export const steps = ['names', 'rituals', 'times', 'drawer', 'key'] as const
export type Step = 'door' | 'solo' | (typeof steps)[number]

/** The most small things that first run offers. */
export const most = 3
export const nameLength = 60

/** What nobody sees, as the core knows it (`domain::words`): a name of nothing else is none. */
const unseen = /[\s\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/gu

/** What a choice puts on the drawn table. */
export type Thing = 'hourglass' | 'books' | 'cup' | 'jar' | 'plant'

interface Offer {
  paper: { motif: Motif; ink: PaperInk }
  thing: Thing
  days: number[]
  at: string
  minutes: number
  who: FirstRitual['who']
}

/** The five that most people can picture at once, in the order they are offered. */
const forTwo = {
  checkIn: { paper: { motif: 'rings', ink: 'verdigris' }, thing: 'hourglass', days: [1, 2, 3, 4, 6, 7], at: '21:30', minutes: 10, who: 'together' },
  chapter: { paper: { motif: 'sprig', ink: 'moss' }, thing: 'books', days: [1, 3], at: '21:45', minutes: 15, who: 'together' },
  coffee: { paper: { motif: 'leaves', ink: 'marigold' }, thing: 'cup', days: [1, 2, 3, 4, 5], at: '07:15', minutes: 15, who: 'together' },
  appreciation: { paper: { motif: 'seeds', ink: 'madder' }, thing: 'jar', days: [1, 2, 3, 4, 5, 6, 7], at: '22:15', minutes: 1, who: 'each' },
  hug: { paper: { motif: 'scales', ink: 'damson' }, thing: 'plant', days: [1, 2, 3, 4, 5], at: '08:10', minutes: 5, who: 'together' },
} as const satisfies Record<string, Offer>

/** For one alone: the three that the page before has named come first. */
const forOne = {
  midday: { paper: { motif: 'dashes', ink: 'slate' }, thing: 'plant', days: [1, 2, 3, 4, 5], at: '12:30', minutes: 1, who: 'each' },
  noticed: { paper: { motif: 'seeds', ink: 'moss' }, thing: 'jar', days: [1, 2, 3, 4, 5, 6, 7], at: '22:15', minutes: 1, who: 'each' },
  tenQuiet: { paper: { motif: 'moons', ink: 'slate' }, thing: 'hourglass', days: [1, 2, 3, 4, 6, 7], at: '21:30', minutes: 10, who: 'each' },
  ownChapter: { paper: { motif: 'sprig', ink: 'damson' }, thing: 'books', days: [1, 3], at: '21:45', minutes: 15, who: 'each' },
  ownCoffee: { paper: { motif: 'leaves', ink: 'madder' }, thing: 'cup', days: [1, 2, 3, 4, 5], at: '07:15', minutes: 15, who: 'each' },
} as const satisfies Record<string, Offer>

export const offers = { ...forTwo, ...forOne }
export type Pick = keyof typeof offers

export const titleOf = (pick: Pick): string => say(`rituals.starts.${pick}.title`)

export interface Time {
  days: number[]
  at: string
}

const everyWeek = (days: readonly number[]): Rhythm => ({
  kind: 'calendar',
  pattern: { kind: 'weeks', every: 1, days: [...days] },
  ends: { kind: 'never' },
  except: [],
  extra: [],
})

/** Where Go on and Back lead, and what is missing before one may go on. */
export class FirstRun {
  step: Step = $state('door')
  solo = $state(false)
  name = $state('')
  otherName = $state('')
  /** Two names that the core could not tell apart, until one of them is another. */
  private alike: { a: string; b: string } | undefined = $state.raw()
  ribbon: Ribbon = $state('madder')
  otherRibbon: Ribbon = $state('verdigris')
  /** What was ticked, by two and by one alone: whoever goes back to the door loses neither. */
  private ticked: Pick[] = $state([])
  /** "Choose later": what was ticked stays ticked, and nothing is made of it. */
  later = $state(false)
  times: Partial<Record<Pick, Time>> = $state({})
  quiet = $state(true)
  quietFrom = $state('22:30')
  quietTo = $state('07:00')

  /** The step's place among the five dots; nothing on the two pages before them. */
  get place(): number | undefined {
    const at = steps.indexOf(this.step as (typeof steps)[number])
    return at < 0 ? undefined : at + 1
  }

  /** What suits whoever is here, in the order it is offered. */
  get offered(): readonly Pick[] {
    return Object.keys(this.solo ? forOne : forTwo) as Pick[]
  }

  get picks(): readonly Pick[] {
    return this.offered.filter((pick) => this.ticked.includes(pick))
  }

  /** What will be made. */
  get chosen(): readonly Pick[] {
    return this.later ? [] : this.picks
  }

  get full(): boolean {
    return this.picks.length >= most
  }

  onwards(): void {
    const order: Step[] = ['names', 'rituals', 'times', 'drawer', 'key']
    const at = order.indexOf(this.step)
    this.step = order[at + 1] ?? this.step
    // Without anything chosen there is no time to place.
    if (this.step === 'times' && this.chosen.length === 0) this.step = 'drawer'
  }

  backwards(): void {
    const before: Record<Step, Step> = {
      door: 'door',
      solo: 'door',
      names: this.solo ? 'solo' : 'door',
      rituals: 'names',
      times: 'rituals',
      drawer: this.chosen.length === 0 ? 'rituals' : 'times',
      key: 'key',
    }
    this.step = before[this.step]
  }

  /** The two never wear one ribbon: what the first one takes, the second one leaves. */
  wear(side: 'a' | 'b', ribbon: Ribbon): void {
    const other = side === 'a' ? this.otherRibbon : this.ribbon
    if (ribbon === other) return
    if (side === 'a') this.ribbon = ribbon
    else this.otherRibbon = ribbon
  }

  toggle(pick: Pick): void {
    this.later = false
    if (this.ticked.includes(pick)) this.ticked = this.ticked.filter((one) => one !== pick)
    else if (!this.full) this.ticked = [...this.ticked, pick]
  }

  timeOf(pick: Pick): Time {
    return this.times[pick] ?? { days: [...offers[pick].days], at: offers[pick].at }
  }

  /** Whether its time lies in the quiet hours, in which nothing is announced. */
  fallsQuiet(pick: Pick): boolean {
    return this.quiet && fallsInto(this.timeOf(pick).at, 0, { from: this.quietFrom, to: this.quietTo })
  }

  putAt(pick: Pick, change: Partial<Time>): void {
    this.times[pick] = { ...this.timeOf(pick), ...change }
  }

  /** What is wrong with a name, if anything: a stable word. */
  wrongName(name: string): 'empty' | 'long' | undefined {
    const clean = name.replace(/\p{Cc}/gu, ' ').trim()
    if (clean.replace(unseen, '') === '') return 'empty'
    return Array.from(clean).length > nameLength ? 'long' : undefined
  }

  /** The core found the two names to be one. */
  foundAlike(): void {
    this.alike = { a: this.name, b: this.otherName }
  }

  get sameNames(): boolean {
    return !this.solo && this.alike?.a === this.name && this.alike.b === this.otherName
  }

  /** The rituals as the core takes them; a thing without a day left is not made. */
  drafts(): FirstRitual[] {
    return this.chosen
      .map((pick) => ({ pick, when: this.timeOf(pick) }))
      .filter(({ when }) => when.days.length > 0)
      .map(({ pick, when }) => ({
        title: titleOf(pick),
        promises: words(`rituals.starts.${pick}.promises` as ListKey).map((line) => ({ words: line, ours: true })),
        small: say(`rituals.starts.${pick}.small`),
        rhythm: everyWeek(when.days),
        at: when.at,
        minutes: offers[pick].minutes,
        who: offers[pick].who,
      }))
  }
}
