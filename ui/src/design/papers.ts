// Pattern papers: nine motifs in eight inks, picked by a hash of the title, like small cloth-and-paper
// editions. The same title has the same paper on every computer, for ever: the order below is frozen.
export const motifs = ['sprig', 'leaves', 'rings', 'scales', 'lattice', 'dashes', 'seeds', 'moons', 'waves'] as const
export const inks = ['madder', 'verdigris', 'marigold', 'damson', 'moss', 'slate', 'night', 'plum'] as const
export type Motif = (typeof motifs)[number]
export type PaperInk = (typeof inks)[number]

export interface Paper {
  motif: Motif
  ink: PaperInk
}

export function paperOf(title: string): Paper {
  const hash = fnv(title.normalize('NFC').trim())
  return {
    motif: motifs[hash % motifs.length] ?? 'sprig',
    ink: inks[Math.floor(hash / motifs.length) % inks.length] ?? 'moss',
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function fnv(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/** One figure of a motif, drawn in the paper's figure ink: filled or as a line of a given width. */
export interface Figure {
  d: string
  line?: number
}
export interface Repeat {
  width: number
  height: number
  figures: readonly Figure[]
}

export const repeats: Record<Motif, Repeat> = {
  sprig: {
    width: 26,
    height: 34,
    figures: [
      { d: 'M13 31V9M13 25c-5-1-7-4-8-8 5 0 8 3 8 8zM13 20c5-1 7-4 8-8-5 0-8 3-8 8z', line: 1.3 },
      { d: 'M10.6 6a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0-4.8 0z' },
    ],
  },
  leaves: { width: 22, height: 22, figures: [{ d: 'M3 11C3 6 6 3 11 3c0 5-3 8-8 8zM14 19c0-4 2-6 6-6 0 4-2 6-6 6z' }] },
  rings: {
    width: 26,
    height: 22,
    figures: [{ d: 'M2 11a7 7 0 1 0 14 0a7 7 0 1 0-14 0zM9 11a7 7 0 1 0 14 0a7 7 0 1 0-14 0z', line: 1.3 }],
  },
  scales: {
    width: 24,
    height: 20,
    figures: [{ d: 'M0 0a12 12 0 0 0 24 0M-12 10a12 12 0 0 0 24 0M12 10a12 12 0 0 0 24 0', line: 1.3 }],
  },
  lattice: {
    width: 20,
    height: 20,
    figures: [
      { d: 'M0 0l20 20M20 0L0 20', line: 1.1 },
      { d: 'M7.4 10a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z' },
    ],
  },
  dashes: { width: 16, height: 20, figures: [{ d: 'M4 2v7M12 11v7', line: 1.6 }] },
  seeds: {
    width: 18,
    height: 18,
    figures: [
      { d: 'M6.93 2.7c.6.51.23 2.01-.84 3.28s-2.49 1.83-3.1 1.32-.23-2.01.84-3.28 2.49-1.83 3.1-1.32z' },
      { d: 'M12.07 10.7c.61-.51 2.03.05 3.1 1.32s1.44 2.77.84 3.28-2.03-.05-3.1-1.32-1.44-2.77-.84-3.28z' },
    ],
  },
  moons: {
    width: 24,
    height: 24,
    figures: [
      { d: 'M8 4a5 5 0 1 0 4 8 4.2 4.2 0 0 1-4-8z' },
      { d: 'M17.5 19a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z' },
    ],
  },
  waves: { width: 28, height: 14, figures: [{ d: 'M0 10c7 0 7-7 14-7s7 7 14 7', line: 1.6 }] },
}

/** A motif laid over a sheet from its corner, each figure as one path. An SVG pattern would say the same, but
 * WebKitGTK paints one into a surface of its own, and the first costs a shader's compilation before anything
 * is shown. What reaches over a tile's edge is drawn; the sheet's own edge cuts it. */
export function laid(repeat: Repeat, width: number, height: number): Figure[] {
  const tiles: { x: number; y: number }[] = []
  for (let x = 0; x < width; x += repeat.width) for (let y = 0; y < height; y += repeat.height) tiles.push({ x, y })
  return repeat.figures.map(({ d, ...figure }) => ({ d: tiles.map(({ x, y }) => moved(d, x, y)).join(''), ...figure }))
}

/** Path data moved by whole units: only its absolute commands (M, L, C, V) name places. */
export function moved(d: string, x: number, y: number): string {
  return d.replace(/([MLCV])([^A-Za-z]*)/gu, (_, command: string, places: string) => {
    const numbers = places.match(/-?\d*\.?\d+/gu) ?? []
    const at = (i: number): number => (command === 'V' || i % 2 === 1 ? y : x)
    return command + numbers.map((number, i) => String(Math.round((Number(number) + at(i)) * 100) / 100)).join(' ')
  })
}
