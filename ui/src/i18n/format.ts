// Dates, times and numbers through Intl; civil dates and times come as "2026-11-23" and "21:30".
import { isolated, language, t, words } from './index'

export type HourStyle = 'auto' | '12' | '24'

let locale: string | undefined
let hourStyle: HourStyle = 'auto'
const formats = new Map<string, Intl.DateTimeFormat>()
let twelve: boolean | undefined

/** The computer's locale unless one is given; the hour style a person chose wins over both. */
export function useFormats(next: { locale?: string | undefined; hours?: HourStyle }): void {
  locale = next.locale
  hourStyle = next.hours ?? 'auto'
  formats.clear()
  twelve = habits = undefined
}

const where = (): string => locale ?? computerLocale()

/** A computer without a locale, as a bare Linux is, calls it "C", which is no language tag and makes Intl throw. */
function computerLocale(): string {
  try {
    return Intl.getCanonicalLocales(navigator.language)[0] ?? 'en-GB'
  } catch {
    return 'en-GB'
  }
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(where(), options)
    formats.set(key, format)
  }
  return format
}

/** Civil values are shown as they are: noon UTC stands for the day, so that no zone can move it. */
const civilDay = (date: string): Date => new Date(`${date.slice(0, 10)}T12:00:00Z`)
const civilTime = (time: string): Date => new Date(`2000-01-01T${time.slice(0, 5)}:00Z`)

function hourOptions(): Intl.DateTimeFormatOptions {
  if (hourStyle === '24') return { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  if (hourStyle === '12') return { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' }
  return { hour: usesTwelve() ? 'numeric' : '2-digit', minute: '2-digit' }
}

/** Whether times are written with twelve hours here. */
export function usesTwelve(): boolean {
  return (twelve ??= hourStyle === 'auto' ? hasTwelve(where()) : hourStyle === '12')
}

function hasTwelve(place: string): boolean {
  const { hourCycle } = new Intl.DateTimeFormat(place, { hour: 'numeric' }).resolvedOptions()
  return hourCycle === 'h11' || hourCycle === 'h12'
}

/** A time goes to the next line whole: what Intl set a narrow space for keeps it, every other one is kept together. */
const unbroken = (time: string): string => time.replaceAll(' ', '\u00a0')

/** "21:30" as people here write it: 21:30 or 9:30 PM. */
export const clock = (time: string): string =>
  unbroken(dateFormat({ ...hourOptions(), timeZone: 'UTC' }).format(civilTime(time)))

/** An instant ("2026-11-23T20:30:00Z") as a time of day in `zone`. */
export const clockIn = (instant: string, zone: string): string =>
  unbroken(dateFormat({ ...hourOptions(), timeZone: zone }).format(new Date(instant)))

/** The civil day of an instant ("2026-11-23") where this computer is. */
export const dayHere = (at = new Date()): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

/** The zone that this computer is in. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

const day = (date: string, options: Intl.DateTimeFormatOptions): string =>
  dateFormat({ ...options, timeZone: 'UTC' }).format(civilDay(date))

/** "Monday 23 November", without the comma that a heading does not need. */
export const longDay = (date: string): string =>
  day(date, { weekday: 'long', day: 'numeric', month: 'long' }).replace(/(\p{L}),? /u, '$1 ')
/** "23 November 2026" */
export const fullDate = (date: string): string => day(date, { day: 'numeric', month: 'long', year: 'numeric' })
/** "23 November" */
export const dayMonth = (date: string): string => day(date, { day: 'numeric', month: 'long' })
/** "23 Nov" */
export const shortDay = (date: string): string => day(date, { day: 'numeric', month: 'short' })
/** "Monday" */
export const weekday = (date: string): string => day(date, { weekday: 'long' })
/** "Mon" */
export const shortWeekday = (date: string): string => day(date, { weekday: 'short' })
/** "November 2026" */
export const month = (date: string): string => day(date, { month: 'long', year: 'numeric' })

/** "24 December": a day of any year, the last of February included. */
export const yearlyDay = (month: number, of: number): string =>
  dayMonth(`2024-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`)
/** "December", from 1 to 12. */
export const monthName = (number: number): string =>
  day(`2024-${String(number).padStart(2, '0')}-01`, { month: 'long' })

/** Names of the days, Monday first, as 1 to 7 of ISO 8601. */
export function weekdayName(iso: number, width: 'long' | 'short' | 'narrow' = 'long'): string {
  // 3 January 2000 was a Monday.
  return day(`2000-01-0${2 + iso}`, { weekday: width })
}

/** The days in the order weeks are written here, as 1 to 7. */
export function weekOrder(): number[] {
  const first = firstWeekday()
  return Array.from({ length: 7 }, (_, i) => ((first - 1 + i) % 7) + 1)
}

function firstWeekday(): number {
  const here: Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?: () => { firstDay: number } } =
    new Intl.Locale(where())
  return here.getWeekInfo?.().firstDay ?? here.weekInfo?.firstDay ?? 1
}

/** Made when it is first needed: the first picture waits for whatever is made with the module. */
function lazily<T>(make: () => T): () => T {
  let made: { it: T } | undefined
  return () => (made ??= { it: make() }).it
}

const segmenter = lazily(() =>
  typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(language, { granularity: 'grapheme' }) : undefined,
)
/** A text in the letters that people see: an accent stays with its letter, a family is one. */
export function lettersOf(text: string): string[] {
  // Nothing joins in ASCII, and the first picture has nothing else to ask of the segmenter.
  if (/^[\x20-\x7e]*$/.test(text)) return Array.from(text)
  const letters = segmenter()
  return letters ? [...letters.segment(text)].map(({ segment }) => segment) : Array.from(text)
}

/**
 * The first letter large, the rest as it is, by the rules of the catalogue's language: on a Turkish computer an
 * English "in" is still "In". For our own words only; a person's are never changed.
 */
export function capital(text: string): string {
  const [first = ''] = lettersOf(text)
  // What grows by it, as ß does, has only its first part large.
  const [large = '', ...more] = first.toLocaleUpperCase(language)
  return large + more.join('').toLocaleLowerCase(language) + text.slice(first.length)
}

/** Small numbers in words, others in figures. */
export function count(n: number): string {
  const small = words('format.numbers')
  if (small[n] !== undefined) return small[n]
  if (n === 20) return t('format.tens.20')
  if (n === 30) return t('format.tens.30')
  if (n === 40) return t('format.tens.40')
  if (n === 45) return t('format.tens.45')
  if (n === 50) return t('format.tens.50')
  return number(n)
}

const ordinals = lazily(() => new Intl.PluralRules('en', { type: 'ordinal' }))
/** "1st", "22nd" */
export function ordinal(n: number): string {
  const kind = ordinals().select(n)
  if (kind === 'one') return t('format.ordinals.st', { n })
  if (kind === 'two') return t('format.ordinals.nd', { n })
  return kind === 'few' ? t('format.ordinals.rd', { n }) : t('format.ordinals.th', { n })
}

export const number = (n: number): string => new Intl.NumberFormat(where()).format(n)

/** "ten minutes", "an hour" */
export function minutes(n: number): string {
  if (n >= 60 && n % 60 === 0) return t('format.anHour', { count: n / 60, words: count(n / 60) })
  return t('format.minutes', { count: n, words: count(n) })
}

/** How far off something is, in words that stay true for a while: "in about two hours". */
export function away(fromNow: number): string {
  if (fromNow < 1) return t('format.now')
  const soon = fromNow <= 15 ? Math.round(fromNow) : Math.round(fromNow / 5) * 5
  if (soon < 55) return t('format.inMinutes', { count: soon, words: count(soon) })
  if (fromNow >= 80 && fromNow < 105) return t('format.inHourAndHalf')
  const hours = Math.max(1, Math.round(fromNow / 60))
  return t('format.inHours', { count: hours, words: count(hours) })
}

/** "today", "tomorrow", "yesterday", the weekday within a week, the date beyond. */
export function nearDay(date: string, today: string): string {
  const apart = Math.round((civilDay(date).getTime() - civilDay(today).getTime()) / 86_400_000)
  if (apart === 0) return t('format.today')
  if (apart === 1) return t('format.tomorrow')
  if (apart === -1) return t('format.yesterday')
  if (Math.abs(apart) < 7) return weekday(date)
  return date.slice(0, 4) === today.slice(0, 4) ? dayMonth(date) : fullDate(date)
}

/** The day and the time of a civil moment ("2026-11-23T21:30"), for a sentence that says both. */
export const dayAndTime = (moment: string): { day: string; time: string } => ({
  day: fullDate(moment),
  time: clock(moment.slice(11)),
})

/** "Monday, Tuesday and Friday" */
export const listOf = (parts: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' })
    .formatToParts(parts.map(isolated))
    .map(({ type, value }) => (type === 'literal' ? value.replace(/^, and $/u, ' and ') : value))
    .join('')

/** What stands in a time beside its digits, without spaces and marks of direction. */
const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s\u200e\u200f\u061c]+/gu, '')

interface Habits {
  /** The digits from nought to nine. */
  digits: string[]
  /** The words for parts of the day, the longest first, with the hours that each stands for. */
  periods: [string, number[]][]
  /** Words that stand beside a time and say nothing. */
  beside: string[]
}
let habits: Habits | undefined

/** How times are written here. */
function timeHabits(): Habits {
  const periods = new Map<string, number[]>()
  const beside = new Set<string>()
  for (const hourCycle of ['h12', 'h23'] as const) {
    const format = dateFormat({ hour: 'numeric', minute: '2-digit', hourCycle, timeZone: 'UTC' })
    for (let hour = 0; hour < 24; hour++) {
      for (const { type, value } of format.formatToParts(Date.UTC(2000, 0, 1, hour))) {
        const word = bare(value)
        if (type === 'dayPeriod') periods.set(word, [...(periods.get(word) ?? []), hour])
        else if (type === 'literal' && /\p{L}/u.test(word)) beside.add(word)
      }
    }
  }
  const digits = Array.from(new Intl.NumberFormat(where(), { useGrouping: false }).format(9_876_543_210)).reverse()
  return { digits, periods: [...periods].sort(([a], [b]) => b.length - a.length), beside: [...beside] }
}

/** A word at either end of `text` comes off. */
function without(text: string, word: string): string | undefined {
  if (text.endsWith(word)) return text.slice(0, -word.length)
  return text.startsWith(word) ? text.slice(word.length) : undefined
}

const hoursOf = (half: 'a' | 'p'): number[] => Array.from({ length: 12 }, (_, hour) => hour + (half === 'p' ? 12 : 0))

/**
 * A time as people type it: 21:30, 21.30, 2130, 9:30 pm, 9pm, 9; and as times are written here. Gives "21:30", or
 * undefined when it is not a time of day.
 */
export function readTime(typed: string): string | undefined {
  const known = (habits ??= timeHabits())
  let rest = bare(typed).replace(/\p{Nd}/gu, (digit) => (known.digits.includes(digit) ? String(known.digits.indexOf(digit)) : digit))
  const half = /^(.*?)([ap])\.?m\.?$/u.exec(rest)
  let hours: number[] | undefined
  for (const [word, of] of known.periods) {
    const left = without(rest, word)
    if (left === undefined) continue
    ;[rest, hours] = [left, of]
    break
  }
  if (hours === undefined && half?.[1] !== undefined) [rest, hours] = [half[1], hoursOf(half[2] as 'a' | 'p')]
  for (const word of known.beside) rest = without(rest, word) ?? rest
  const parts = /^(\d{1,2})(?:[:.h]?(\d{2}))?$/.exec(rest)
  if (!parts) return undefined
  const minute = Number(parts[2] ?? 0)
  let hour: number | undefined = Number(parts[1])
  if (hours) hour = hour < 1 || hour > 12 ? undefined : hours.find((of) => of % 12 === Number(parts[1]) % 12)
  if (hour === undefined || hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Letters that have no accent to come off, and what is typed where somebody has no key for them: as the core does. */
const plain: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i' }

/** Arabic letters that keyboards and habits exchange: as the core does. */
const same: Readonly<Record<string, string>> = { ک: 'ك', ی: 'ي', ى: 'ي', ة: 'ه', ہ: 'ه', ۃ: 'ه' }

/** Small letters without accents: how words are looked for. Either kana is hiragana. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replace(/[ßæœþøđðłħı]/gu, (letter) => plain[letter] ?? letter)
    .replace(/[کیىةہۃ]/gu, (letter) => same[letter] ?? letter)
    .replace(/[ァ-ヶヽヾ]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))

const rightToLeft = ['ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv', 'ckb']
/** The direction that a language is written in. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  rightToLeft.includes(language.split('-')[0] ?? '') ? 'rtl' : 'ltr'

/** The direction of a text as its first letter gives it, where `dir="auto"` cannot: in a drawing. */
export const directionOfText = (text: string): 'ltr' | 'rtl' =>
  /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text) ? 'rtl' : 'ltr'

/** No letter of it is read from right to left: its words can be set apart in a drawing without being torn. */
export const runsOneWay = (text: string): boolean =>
  !/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(text)

/** "English" for `en-GB`; nothing for a tag that says nothing. */
export function languageName(tag: string): string | undefined {
  try {
    const name = new Intl.DisplayNames(where(), { type: 'language', fallback: 'none' }).of(tag)
    return name === 'root' ? undefined : name
  } catch {
    return undefined
  }
}
