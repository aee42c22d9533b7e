// A finished book laid out as a page to keep: facts in, sentences out. What it does not get, it cannot print.
import type { Keepsake, KeepsakeItem, KeepsakeNote, KeepsakeSection, KeepsakeView, KeepsakeWords } from '../../host/bindings'
import { language, t } from '../../i18n'
import { fullDate, listOf } from '../../i18n/format'
import { bySide, named, type Couple } from './words'

export function keepsakePage(view: KeepsakeView, words: KeepsakeWords, couple: Couple, today: string): Keepsake {
  return {
    language,
    title: view.title,
    author: view.author,
    dates: dates(view, couple),
    lines: bySide(couple).flatMap(({ id, side, name }) =>
      view.lines.filter(({ person }) => person === id).map(({ line }) => item(side, t('reading.keepsake.keeps', { name }), line)),
    ),
    sections: sections(words, couple),
    colophon: t('reading.keepsake.colophon', { day: fullDate(today) }),
  }
}

function dates(view: KeepsakeView, couple: Couple): string {
  const names = bySide(couple).flatMap(({ id, name }) => (view.readers.includes(id) ? [name] : []))
  const who = names.length ? t('reading.keepsake.readBy', { names: listOf(names) }) : undefined
  const [from, until] = [view.begun, view.finished].map((day) => (day === null ? undefined : fullDate(day)))
  const when =
    from !== undefined && until !== undefined && from !== until
      ? t('reading.keepsake.between', { from, until })
      : until !== undefined
        ? t('reading.keepsake.until', { until })
        : from === undefined
          ? undefined
          : t('reading.keepsake.from', { from })
  return who !== undefined && when !== undefined ? t('reading.keepsake.joined', { who, when }) : (who ?? when ?? '')
}

/** The chapters on which something was written; the others would only be a list. */
function sections({ chapters, notes }: KeepsakeWords, couple: Couple): KeepsakeSection[] {
  const by: Record<number, KeepsakeItem[]> = {}
  for (const note of notes) {
    const who = named(couple, note.author)
    if (who) (by[note.chapter] ??= []).push(noteItem(note, who))
  }
  return Object.entries(by).map(([key, items]) => {
    const number = Number(key)
    const chapter = chapters[number - 1]
    const reader = chapter?.aloudBy ? named(couple, chapter.aloudBy) : undefined
    return {
      heading: chapter?.title
        ? t('reading.keepsake.headingTitled', { number, title: chapter.title })
        : t('reading.keepsake.heading', { number }),
      under: reader ? t('reading.keepsake.aloud', { name: reader.name }) : '',
      items,
    }
  })
}

function noteItem(note: KeepsakeNote, { side, name }: { side: 'a' | 'b'; name: string }): KeepsakeItem {
  const day = fullDate(note.day)
  if (note.what === 'letter') return { ...item(side, t('reading.keepsake.byLetter', { name, day }), note.words), letter: true }
  if (note.what === 'note') return item(side, t('reading.keepsake.byNote', { name, day }), note.words)
  const by =
    note.page !== null
      ? t('reading.keepsake.byQuote', { name, page: note.page })
      : note.percent !== null
        ? t('reading.keepsake.byQuotePercent', { name, percent: note.percent })
        : t('reading.keepsake.byNote', { name, day })
  return { ...item(side, by, note.words), quote: true }
}

const item = (side: 'a' | 'b', by: string, words: string): KeepsakeItem => ({
  second: side === 'b',
  by,
  words,
  quote: false,
  letter: false,
})
