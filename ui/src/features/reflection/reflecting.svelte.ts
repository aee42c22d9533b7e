import { Autosave } from '../../app/autosave.svelte'
import { people } from '../../app/people.svelte'
import { readsOf, withNames } from '../../app/reads-of'
import { call } from '../../host'
import type { FeltWords, NeedWords, ReflectionDraft, ReflectionView, SayParts } from '../../host/bindings'
import type { Keeping } from './keeping.svelte'
import { keepingOf } from './kept-choices'
import { textsOf, writtenIn } from './listened'

export type Layer = 'showed' | 'under'
export const steps = 6
/** So long after the last letter a text is looked through: with a megabyte of it that takes a moment. */
const pause = 300
/** As many bytes as each text of a reflection can have; the core refuses more. */
export const longestText = 1_040_000
/** As many characters as a word of their own can have; the core refuses more. */
const longestWord = 200

/** One reflection while someone is in it: what is written, where they are, and that it is kept. */
export class Reflecting {
  readonly view: ReflectionView
  /** Whose drawer this is, for as long as it is being written. */
  readonly person = people.here.id
  draft: ReflectionDraft = $state.raw() as ReflectionDraft
  layer: Layer = $state('showed')
  /** A word of their own that is still being typed, in the layer that is open. What is saved has it already. */
  typed = $state('')
  /** Words of fear stand somewhere in it: then nothing is suggested. It is known here and nowhere else. */
  ofFear = $state(false)
  readonly saving: Autosave<ReflectionDraft>
  /** What is chosen on the last step. */
  readonly keeping: Keeping
  /** What is listened for, of the other one by name, too. */
  private readonly phrases: readonly string[]
  /** What the page says that it looks underneath. It is listened to, and shown nowhere. */
  private beneath: string
  #listening: ReturnType<typeof setTimeout> | undefined

  constructor(view: ReflectionView) {
    this.view = view
    this.draft = view.draft
    this.keeping = keepingOf(view.id)
    this.phrases = withNames(view.words.ofFear, people.otherCalled)
    this.beneath = view.pageTitle ?? ''
    this.#listen()
    const person = this.person
    this.saving = new Autosave((draft) => call('reflection_draft', { person, reflection: view.id, draft }))
  }

  /** It was only just begun, and what it is about may still be going on. */
  get isFresh(): boolean {
    const { step, day } = this.draft
    return step === 1 && !this.words() && (day === null || day === this.view.today)
  }

  /** What gets the soft underline; nothing where there is fear. */
  get absolutes(): ReflectionView['words']['absolutes'] {
    return this.ofFear ? [] : this.view.words.absolutes
  }

  get step(): number {
    return this.draft.step
  }

  /** Changes something; it is on its way to the drawer within a moment. */
  put(change: Partial<ReflectionDraft>): void {
    this.draft = { ...this.draft, ...change }
    this.saving.put({ ...this.draft, [this.layer]: this.withTyped() })
    clearTimeout(this.#listening)
    this.#listening = setTimeout(() => this.#listen(), pause)
  }

  #listen(): void {
    const texts = [...textsOf(this.draft), this.beneath, this.typed]
    this.ofFear = texts.some((text) => readsOf(text, this.phrases))
  }

  /** Listens to the page that it looks underneath, too. */
  async listenBeneath(): Promise<void> {
    const { page } = this.draft
    if (page === null) return
    const under = await call('page_view', { page }).catch(() => undefined)
    if (!under) return
    this.beneath = `${under.title}\n\n${under.body}`
    this.#listen()
  }

  /** Nothing more is looked for. What was written is not touched. */
  end(): void {
    clearTimeout(this.#listening)
  }

  say(change: Partial<SayParts>): void {
    this.put({ say: { ...this.draft.say, ...change } })
  }

  feel(change: Partial<FeltWords>): void {
    this.put({ [this.layer]: { ...this.draft[this.layer], ...change } })
  }

  /** Chooses a word or lets go of it, and keeps the order of choosing. */
  toggleFeeling(code: string): void {
    this.feel({ chosen: toggled(this.draft[this.layer].chosen, code), unsure: false })
  }

  /** Opens a drawer of the chest or shuts it; what was taken out of it goes back in. */
  toggleNeed({ code, slips }: NeedWords): void {
    const inIt = slips.map((slip) => slip.code)
    const needed = this.draft.needed.filter((other) => !inIt.includes(other))
    this.put({ needed: toggled(needed, code) })
  }

  toggleSlip(code: string): void {
    this.put({ needed: toggled(this.draft.needed, code) })
  }

  toggleTheirNeed(code: string): void {
    this.put({ theirNeeds: toggled(this.draft.theirNeeds, code) })
  }

  /** Types a word of their own, letter by letter. */
  typeOwn(word: string): void {
    this.typed = word
    this.put({})
  }

  /** The word that was typed is one of theirs, as it stands. Gives it back, if there was one. */
  keepTyped(): string | undefined {
    const word = spaced(this.typed)
    if (!word || this.typedTooLong) return undefined
    const felt = this.withTyped()
    this.typed = ''
    this.feel(felt)
    return word
  }

  get typedTooLong(): boolean {
    return Array.from(spaced(this.typed)).length > longestWord
  }

  private withTyped(): FeltWords {
    const felt = this.draft[this.layer]
    const word = this.typedTooLong ? '' : spaced(this.typed)
    return word && !felt.own.includes(word) ? { ...felt, own: [...felt.own, word], unsure: false } : felt
  }

  /** Opens the other layer. */
  turn(layer: Layer): void {
    this.keepTyped()
    this.layer = layer
  }

  takeOwn(word: string): void {
    this.feel({ own: this.draft[this.layer].own.filter((other) => other !== word) })
  }

  to(step: number): void {
    this.turn('showed')
    this.put({ step: Math.min(Math.max(step, 1), steps) })
  }

  /** Everything that was written here, to be taken along. */
  words(): string {
    return writtenIn(this.draft)
  }

  /** The words of one layer, as they stand in a sentence. */
  feltWords(layer: Layer): string[] {
    const words = this.view.words.families.flatMap((family) => [...family.words, ...family.beside])
    const { chosen, own } = this.draft[layer]
    return [...chosen.flatMap((code) => words.find((one) => one.code === code)?.word ?? []), ...own]
  }

  /** What was needed, as it stands in a sentence: a drawer, or what was taken out of it. */
  needWords(codes: readonly string[]): string[] {
    return codes.flatMap((code) => {
      const need = this.view.words.needs.find((one) => one.code === code)
      const taken = need?.slips.filter((slip) => codes.includes(slip.code)) ?? []
      return taken.length ? taken.map(({ word }) => word) : (need?.inline ?? [])
    })
  }
}

const spaced = (word: string): string => word.trim().replace(/\s+/gu, ' ')

function toggled(codes: readonly string[], code: string): string[] {
  return codes.includes(code) ? codes.filter((other) => other !== code) : [...codes, code]
}
