// A list of chapters while it is being edited. Nothing is kept before Save.
import { readingLimits, type ChapterDraft, type ChapterEdit, type Proposal } from '../../host/bindings'
import { t } from '../../i18n'
import { number } from '../../i18n/format'

const namesShown = 3

export interface Row {
  /** For the list on screen only. */
  key: number
  id: ChapterEdit['id']
  title: string
  part: string
  pages: number | null
  words: number | null
}

let keys = 0
export const row = (from: Partial<ChapterEdit> = {}): Row => ({
  key: ++keys,
  id: from.id ?? null,
  title: from.title ?? '',
  part: from.part ?? '',
  pages: from.pages ?? null,
  words: from.words ?? null,
})
export const rows = (chapters: readonly (ChapterDraft | ChapterEdit)[]): Row[] => chapters.map((chapter) => row(chapter))
export const counted = (count: number): Row[] => Array.from({ length: count }, () => row())

export const asEdits = (list: readonly Row[]): ChapterEdit[] =>
  list.map(({ id, title, part, pages, words }) => ({ id, title, part, pages, words }))
export const asDrafts = (list: readonly Row[]): ChapterDraft[] =>
  list.map(({ title, part, pages, words }) => ({ title, part, pages, words }))

/** Typed lists end in an empty row to type on; it is no chapter. */
export function withoutEmptyEnd(list: readonly Row[]): Row[] {
  const kept = [...list]
  while (kept.length && !kept.at(-1)?.title.trim() && kept.at(-1)?.id === null) kept.pop()
  return kept
}

export function moved(list: readonly Row[], from: number, to: number): Row[] {
  const next = [...list]
  const [taken] = next.splice(from, 1)
  if (taken) next.splice(Math.min(Math.max(to, 0), next.length), 0, taken)
  return next
}

/** Renames a part for every chapter that stands in it, from `at` on. */
export function partRenamed(list: readonly Row[], at: number, name: string): Row[] {
  const old = list[at]?.part
  let same = true
  return list.map((chapter, i) => {
    if (i >= at) same &&= chapter.part === old
    return i >= at && same ? { ...chapter, part: name } : chapter
  })
}

/** A chapter's length as it stands beside it: pages where somebody gave them, else words in round numbers. */
export function lengthWords({ pages, words }: Pick<Row, 'pages' | 'words'>): string | undefined {
  if (pages !== null) return t('reading.chapters.pages', { count: pages, words: number(pages) })
  if (words === null) return undefined
  const round = words < 100 ? Math.max(10, Math.round(words / 10) * 10) : Math.round(words / 100) * 100
  return t('reading.chapters.words', { count: round, words: number(round) })
}

export function readCount(typed: string): number | undefined {
  const clean = typed.normalize('NFKC').trim()
  const count = Number(clean)
  return /^\d+$/.test(clean) && count >= 1 && count <= readingLimits.chapters ? count : undefined
}

/** What is said of a number of chapters that cannot be; an empty field is none. */
export const countWrongWords = (typed: string): string | undefined =>
  typed.trim() === '' || readCount(typed) !== undefined
    ? undefined
    : t('reading.addBook.countWrong', { most: number(readingLimits.chapters) })

/** What is said under a pasted text: what was found, what was left out, or why nothing was. */
export function proposalWords(proposal: Proposal): { found: string; more: string | undefined } {
  if (proposal.kind === 'nothing') return { found: t('reading.addBook.nothing'), more: undefined }
  if (proposal.kind === 'tooLong') return { found: t('reading.addBook.tooLong'), more: undefined }
  if (proposal.kind === 'tooMany') {
    const { found, most } = proposal
    return { found: t('reading.addBook.tooMany', { found: number(found), most: number(most) }), more: undefined }
  }
  const { chapters, leftOut, leftOutCount } = proposal
  const named = leftOut.slice(0, namesShown).join('\u00a0· ')
  return {
    found: t('reading.addBook.preview', { count: chapters.length, words: number(chapters.length) }),
    more:
      leftOutCount === 0
        ? undefined
        : t('reading.addBook.leftOut', {
            count: leftOutCount,
            lines: leftOutCount > namesShown ? `${named} …` : named,
          }),
  }
}
