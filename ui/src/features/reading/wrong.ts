// What a field cannot hold, in words.
import type { HostError } from '../../host'
import { readingLimits } from '../../host/bindings'
import { say, t } from '../../i18n'
import { number } from '../../i18n/format'

export interface WrongField {
  field: string
  words: string
}

export function wrongWords(error: HostError): WrongField | undefined {
  if (error.code !== 'invalid' || error.field === undefined) return undefined
  if (error.field === 'isbn') return { field: 'isbn', words: say(`anything.isbn.wrong.${error.why ?? ''}`, {}, t('anything.isbn.wrong.shape')) }
  const most = error.field === 'line' ? readingLimits.line : readingLimits.chapters
  const words = say(`reading.fields.wrong.${error.field}.${error.why ?? ''}`, { most: number(most) }, '')
  return words ? { field: error.field, words } : undefined
}
