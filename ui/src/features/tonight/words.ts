// Sentences of Tonight, built from what people wrote without touching their words.
import { minutes } from '../../i18n/format'

/** The first letter large, the rest as it is: for our own words only, never for a person's. */
export const capital = (text: string): string => {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase('en') + rest.join('')
}

const ended = /[.!?…。！？؟]["”’»)]*$/u

/** A line as a sentence: a full stop only where the person set none. */
export const asSentence = (line: string): string => {
  const words = line.trim()
  return ended.test(words) ? words : `${words}.`
}

/** What is promised, as one line each: "Ten minutes." "Both phones in the drawer." */
export function promise(length: number, promises: readonly string[]): string[] {
  return [`${capital(minutes(length))}.`, ...promises.filter((line) => line.trim()).map(asSentence)]
}
