import { Autosave } from '../../app/autosave.svelte'
import { people } from '../../app/people.svelte'
import { call } from '../../host'
import type { FeltWords, ReflectionDraft, ReflectionView, SayParts } from '../../host/bindings'

export type Layer = 'showed' | 'under'
export const steps = 6
/** As many bytes as each text of a reflection can have; the core refuses more. */
export const longestText = 1_040_000

/** One reflection while someone is in it: what is written, where they are, and that it is kept. */
export class Reflecting {
  readonly view: ReflectionView
  /** Whose drawer this is, for as long as it is being written. */
  readonly person = people.here.id
  draft: ReflectionDraft = $state.raw() as ReflectionDraft
  layer: Layer = $state('showed')
  readonly saving: Autosave<ReflectionDraft>

  constructor(view: ReflectionView) {
    this.view = view
    this.draft = view.draft
    const person = this.person
    this.saving = new Autosave((draft) => call('reflection_draft', { person, reflection: view.id, draft }))
  }

  get step(): number {
    return this.draft.step
  }

  /** Changes something; it is on its way to the drawer within a moment. */
  put(change: Partial<ReflectionDraft>): void {
    this.draft = { ...this.draft, ...change }
    this.saving.put(this.draft)
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

  toggleNeed(code: string): void {
    this.put({ needed: toggled(this.draft.needed, code) })
  }

  toggleTheirNeed(code: string): void {
    this.put({ theirNeeds: toggled(this.draft.theirNeeds, code) })
  }

  /** A word of their own, kept exactly as it is. */
  addOwn(word: string): void {
    const kept = word.trim().replace(/\s+/gu, ' ')
    const own = this.draft[this.layer].own
    if (kept && !own.includes(kept)) this.feel({ own: [...own, kept], unsure: false })
  }

  takeOwn(word: string): void {
    this.feel({ own: this.draft[this.layer].own.filter((other) => other !== word) })
  }

  to(step: number): void {
    this.layer = 'showed'
    this.put({ step: Math.min(Math.max(step, 1), steps) })
  }

  /** Everything that was written here, to be taken along. */
  words(): string {
    const { happened, guess, outside, say } = this.draft
    return [happened, guess, outside, say.feel, say.when, say.need, say.ask].filter((text) => text.trim()).join('\n\n')
  }

  /** The words of one layer, as they stand in a sentence. */
  feltWords(layer: Layer): string[] {
    const words = this.view.words.families.flatMap((family) => family.words)
    const { chosen, own } = this.draft[layer]
    return [...chosen.flatMap((code) => words.find((one) => one.code === code)?.word ?? []), ...own]
  }

  needWords(codes: readonly string[]): string[] {
    return codes.flatMap((code) => this.view.words.needs.find((need) => need.code === code)?.inline ?? [])
  }
}

function toggled(codes: readonly string[], code: string): string[] {
  return codes.includes(code) ? codes.filter((other) => other !== code) : [...codes, code]
}
