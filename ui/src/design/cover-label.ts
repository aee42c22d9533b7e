/** How a title sits on a cover's label plate: lines and sizes in the cover's own pixels. */
export interface Label {
  lines: string[]
  size: number
  author: string
  authorSize: number
  x: number
  y: number
  width: number
  height: number
}

const mostLines = 4
/** Mean advance of Literata, as a share of its size; wide enough that a line never leaves the plate. */
const advance = 0.54

export function labelFor(title: string, author: string, width: number, height: number): Label {
  const plate = width * 0.74
  const inner = plate - 8
  let size = width * (width > 140 ? 0.092 : 0.098)
  let lines = breakLines(title, Math.max(4, Math.floor(inner / (size * advance))))
  const longest = (): number => Math.max(...lines.map((line) => line.length))
  while ((longest() * size * advance > inner || lines.length > mostLines) && size > 5.5) {
    size *= 0.92
    lines = breakLines(title, Math.max(4, Math.floor(inner / (size * advance))))
  }
  if (lines.length > mostLines) lines = [...lines.slice(0, mostLines - 1), `${lines[mostLines - 1] ?? ''}…`]
  const authorSize = size * 0.72
  const most = Math.floor(inner / (authorSize * advance))
  const byline = author.length > most ? `${author.slice(0, Math.max(1, most - 1)).trimEnd()}…` : author
  return {
    lines,
    size,
    author: byline,
    authorSize,
    x: width * 0.13,
    y: height * 0.17,
    width: plate,
    height: size * 1.2 * lines.length + (byline ? authorSize * 1.95 : 0) + size * 0.95,
  }
}

/** Words to lines of at most `most` characters, evened out so that no line is left alone. */
function breakLines(text: string, most: number): string[] {
  const words = text.trim().split(/\s+/u).filter(Boolean)
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length ? lines : ['']
}
