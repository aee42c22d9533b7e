// Notes by chapter, the latest chapter first, with the chapter that is being read among them.
import type { BookView, NoteForReader, PersonId } from '../../host/bindings'

export type Show = 'both' | 'mine'
export type OpenNote = Extract<NoteForReader, { kind: 'open' }>
export type SealedNote = Extract<NoteForReader, { kind: 'sealed' }>
export interface Group {
  /** From 1. */
  number: number
  notes: OpenNote[]
}

export function groups(book: BookView, here: PersonId, show: Show): Group[] {
  const by: Record<number, OpenNote[]> = {}
  for (const note of book.notes) {
    if (note.kind === 'open' && (show === 'both' || note.author === here)) (by[note.chapter] ??= []).push(note)
  }
  const mine = book.ribbons.find((ribbon) => ribbon.person === here)?.place.read ?? book.together
  const current = mine + 1
  if (current <= book.chapters.length) by[current] ??= []
  return Object.entries(by)
    .map(([number, notes]) => ({ number: Number(number), notes }))
    .sort((a, b) => b.number - a.number)
}

export const sealedIn = (book: BookView): SealedNote[] => book.notes.filter((note) => note.kind === 'sealed')
