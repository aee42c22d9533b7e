// The book that is being added. It outlives the sheet it is typed on, for as long as the window lives.
import type { Evenings } from '../../host/bindings'
import type { Row } from './chapter-list'

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

let kept: NewBook | undefined

export const isBlank = (draft: NewBook): boolean =>
  ![draft.title, draft.author, draft.text, draft.count, ...draft.typed.map((chapter) => chapter.title)].some((text) => text.trim())

export function keep(draft: NewBook): void {
  kept = isBlank(draft) ? undefined : draft
}
export function takeKept(): NewBook {
  const draft = kept ?? blank()
  kept = undefined
  return draft
}
export const hasKept = (): boolean => kept !== undefined
export function forget(): void {
  kept = undefined
}
