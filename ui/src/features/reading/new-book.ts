// The book that is being added. It outlives the sheet it is typed on, and the window.
import { unsentField } from '../../app/unsent.svelte'
import type { Evenings } from '../../host/bindings'
import { row, type Row } from './chapter-list'

export interface NewBook {
  title: string
  author: string
  how: 'paste' | 'count' | 'type'
  text: string
  pasted: Row[]
  count: string
  typed: Row[]
  where: 'table' | 'waiting'
  evenings: Evenings | null
  aloud: boolean
}

const blank = (): NewBook => ({
  title: '',
  author: '',
  how: 'paste',
  text: '',
  pasted: [],
  count: '',
  typed: [],
  where: 'table',
  evenings: null,
  aloud: true,
})

export const isBlank = (draft: NewBook): boolean =>
  ![draft.title, draft.author, draft.text, draft.count, ...draft.typed.map((chapter) => chapter.title)].some((text) => text.trim())

/** Where the person who is here keeps the book in hand. */
export interface BookInHand {
  readonly waits: boolean
  take(): NewBook
  keep(draft: NewBook): void
  forget(): void
}

export function bookInHand(): BookInHand {
  const field = unsentField('book')
  return {
    get waits() {
      return field.words !== ''
    },
    take: () => (field.words ? read(field.words) : blank()),
    keep(draft) {
      field.words = isBlank(draft) ? '' : JSON.stringify(draft)
    },
    forget() {
      field.words = ''
    },
  }
}

/** What an earlier version kept may lack a field. Rows get keys of this window. */
function read(words: string): NewBook {
  const kept = { ...blank(), ...(JSON.parse(words) as Partial<NewBook>) }
  return { ...kept, pasted: kept.pasted.map(row), typed: kept.typed.map(row) }
}
