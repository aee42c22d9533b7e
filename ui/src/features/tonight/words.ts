// Sentences of Tonight, built from what people wrote without touching their words.
import { people } from '../../app/people.svelte'
import { capital, minutes } from '../../i18n/format'

/** Whether a time of day ("21:30") is one of the evening, which lasts until the couple's day ends. */
export function isEvening(at: string): boolean {
  const hour = Number(at.slice(0, 2))
  return hour >= 18 || hour < people.dayEnds
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
