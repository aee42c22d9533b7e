// Lining up a copy with the shared chapters: what one's own book calls chapter so-and-so is our such-and-such.
import { readingLimits, type Anchor, type Called, type ChapterId } from '../../host/bindings'
import { t } from '../../i18n'

/** A typed number of one's own copy; 0 is a chapter without one, `undefined` no number at all. */
export function readNumber(typed: string): number | undefined {
  const clean = typed.normalize('NFKC').trim()
  const number = Number(clean)
  return clean !== '' && Number.isInteger(number) && number >= 0 && number <= readingLimits.number ? number : undefined
}

/** The fixed points with one more, in the order of the chapters; one that is there already is set anew. */
export function withAnchor(anchors: readonly Anchor[], next: Anchor, order: readonly ChapterId[]): Anchor[] {
  const place = (anchor: Anchor): number => order.indexOf(anchor.chapter)
  return [...anchors.filter((anchor) => anchor.chapter !== next.chapter), next].sort((a, b) => place(a) - place(b))
}

export const mineWords = (number: number): string =>
  number === 0 ? t('reading.edition.mineNone') : t('reading.edition.calls', { number })

/** "Ours 5: yours 3", for the chapters where the two begin to differ. */
export function previewLines(called: readonly (Called | null)[], most: number, alone = false): string[] {
  const offset = (at: number): number | undefined => {
    const one = called[at]
    return one ? one.first - at : undefined
  }
  const telling = called.map((_, at) => at).filter((at) => at === 0 || offset(at) !== offset(at - 1) || isSpan(called[at]))
  return telling.slice(0, most).map((at) => previewLine(called[at] ?? null, at + 1, alone))
}

const isSpan = (called: Called | null | undefined): boolean => !!called && called.last > called.first

function previewLine(called: Called | null, number: number, alone: boolean): string {
  if (!called) return t(alone ? 'reading.edition.previewNoneAlone' : 'reading.edition.previewNone', { number })
  const mine = called.first === called.last ? called.first : t('reading.edition.previewSpan', { first: called.first, last: called.last })
  return t(alone ? 'reading.edition.previewLineAlone' : 'reading.edition.previewLine', { number, mine })
}
