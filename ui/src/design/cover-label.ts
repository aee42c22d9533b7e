import { lettersOf } from '../i18n/format'

/** How a title and an author sit on a cover's label plate: lines and sizes in the cover's own pixels. */
export interface Label {
  lines: string[]
  size: number
  authorLines: string[]
  authorSize: number
  x: number
  y: number
  width: number
  height: number
}

const most = { title: 4, author: 3 }
const lineHeight = 1.2
/** Smaller than this nobody reads it; the cover's accessible name has it whole. */
const least = 5.5
/** So much smaller than usual a title is set before one of its words is broken. */
const smaller = 0.6

export function labelFor(title: string, author: string, width: number, height: number): Label {
  const plate = width * 0.74
  const inner = plate - 8
  let size = wordFitting(title, width * (width > 140 ? 0.092 : 0.098), inner)
  let lines = linesOf(title, inner / size)
  while (lines.length > most.title && size > least) {
    size *= 0.92
    lines = linesOf(title, inner / size)
  }
  const by = byline(author, size * 0.72, inner)
  return {
    lines: shortened(lines, most.title, inner / size),
    size,
    authorLines: by.lines,
    authorSize: by.size,
    x: width * 0.13,
    y: height * 0.17,
    width: plate,
    height:
      size * lineHeight * Math.min(lines.length, most.title) +
      size * 0.95 +
      (by.lines.length ? by.size * (0.75 + lineHeight * by.lines.length) : 0),
  }
}

/** The size at which every word of a title stands on one line, as far as that can be read. */
function wordFitting(title: string, size: number, inner: number): number {
  const longest = Math.max(...wordsOf(title).map((word) => widthOf(word.trimEnd())))
  return longest * size <= inner ? size : Math.max(least, size * smaller, Math.floor((inner / longest) * 100) / 100)
}

/** A name stands on one line or two, set a little smaller if need be; else on three. */
function byline(author: string, size: number, inner: number): { lines: string[]; size: number } {
  if (!author.trim()) return { lines: [], size }
  const floor = Math.min(size, Math.max(least, size * 0.75))
  let set = size
  let lines = linesOf(author, inner / set)
  while (lines.length > 2 && set > floor) {
    set = Math.max(floor, set * 0.94)
    lines = linesOf(author, inner / set)
  }
  return { lines: shortened(lines, most.author, inner / set), size: set }
}

/** Text to lines that fit into `room`, a width in ems. Words stay whole where they can. */
function linesOf(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of wordsOf(text).flatMap((one) => (widthOf(one.trimEnd()) > room ? piecesOf(one, room) : [one]))) {
    const joined = line + word
    if (line !== '' && widthOf(joined.trimEnd()) > room) {
      lines.push(line.trimEnd())
      line = word
    } else line = joined
  }
  lines.push(line.trimEnd())
  return lines
}

/**
 * Words with the space after them, and their parts where a hyphen joins them; between the letters of scripts that set no
 * spaces, every letter is a word.
 */
const wordsOf = (text: string): string[] =>
  (text.trim().replace(/\s+/gu, ' ').match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}][\p{P}\p{M}]*|[^\s\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]+ ?| /gu) ?? [''])
    .flatMap((word) => word.match(/.{2,}?(?:[-\u2010\u2013\u2014](?=[^\s-])|$)/gu) ?? [word])

/** A word that is wider than a line, in stretches that are not. */
function piecesOf(word: string, room: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const letter of lettersOf(word)) {
    if (piece !== '' && widthOf((piece + letter).trimEnd()) > room) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}

function shortened(lines: readonly string[], count: number, room: number): string[] {
  if (lines.length <= count) return [...lines]
  const kept = lines.slice(0, count)
  const letters = lettersOf(kept[count - 1] ?? '')
  while (letters.length && widthOf(`${letters.join('').trimEnd()}…`) > room) letters.pop()
  kept[count - 1] = `${letters.join('').trimEnd()}…`
  return kept
}

/** How wide Literata sets a text, in ems: a little wide rather than a little narrow, so that nothing leaves the plate. */
function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += emsOf(char)
  return width
}

function emsOf(char: string): number {
  if (/\p{M}|[\u200b-\u200f\u202a-\u202e\u2060-\u2069]|\ufe0f/u.test(char)) return 0
  if (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|\p{Extended_Pictographic}/u.test(char)) return 1.05
  if (/[ijlIft.,:;'’‘!|()[\] -]/u.test(char)) return 0.37
  if (/[mwMW@—…]/u.test(char)) return 0.95
  if (/\p{Lu}/u.test(char)) return 0.72
  return 0.56
}
