import { describe, expect, it } from 'vitest'
import { labelFor } from './cover-label'
import { inks, laid, motifs, moved, paperOf, repeats } from './papers'

describe('pattern papers', () => {
  it('never change: a title has its paper for ever', () => {
    expect(paperOf('Cranford'), 'frozen').toEqual({ motif: 'leaves', ink: 'verdigris' })
    expect(paperOf(' Cranford '), 'outer spaces do not count').toEqual(paperOf('Cranford'))
    expect([motifs.length, inks.length]).toEqual([9, 8])
  })

  it('spread over all motifs and inks', () => {
    const seen = new Set(Array.from({ length: 600 }, (_, i) => Object.values(paperOf(`Book ${i}`)).join()))
    expect(seen.size, 'seventy-two papers in all').toBe(72)
  })
})

describe('a motif laid over a sheet', () => {
  it('moves what names a place and nothing else', () => {
    expect(moved('M13 31V9M13 25c-5-1-7-4-8-8z', 26, 34)).toBe('M39 65V43M39 59c-5-1-7-4-8-8z')
    expect(moved('M8 4a5 5 0 1 0 4 8z', 24, 0)).toBe('M32 4a5 5 0 1 0 4 8z')
    expect(moved('M3 11C3 6 6 3 11 3c0 5-3 8-8 8z', 1, 2)).toBe('M4 13C4 8 7 5 12 5c0 5-3 8-8 8z')
  })

  it.each(motifs)('uses only commands that can be moved: %s', (motif) => {
    for (const { d } of repeats[motif].figures) expect(d, 'absolute commands').not.toMatch(/[AHQST]/u)
  })

  it.each(motifs)('covers the whole sheet, figure by figure: %s', (motif) => {
    const { width, height, figures } = repeats[motif]
    const sheet = laid(repeats[motif], 2.5 * width, 1.5 * height)
    expect(sheet.map(({ line }) => line)).toEqual(figures.map(({ line }) => line))
    sheet.forEach(({ d }, i) => {
      const starts = (path: string): number => path.match(/M/gu)?.length ?? 0
      expect(starts(d), 'three by two tiles').toBe(6 * starts(figures[i]?.d ?? ''))
    })
  })
})

describe('the label on a cover', () => {
  it.each(['Cranford', 'The Country of the Pointed Firs', 'Wasserwirtschaftsverbandsvorsitzender', 'x '.repeat(200), '', '本'])(
    'holds any title: %s',
    (title) => {
      const label = labelFor(title, 'A very long name of somebody who wrote it', 110, 170)
      expect(label.lines.length).toBeLessThanOrEqual(4)
      expect(label.authorLines.join(' '), 'a name is set on more lines before it is cut').toBe('A very long name of somebody who wrote it')
      expect(label.y + label.height, 'the plate stays on the cover').toBeLessThan(170)
    },
  )

  it.each([
    'Sarah Orne Jewett',
    'Fyodor Mikhailovich Dostoevsky',
    'Mary Wollstonecraft Shelley',
    'Gabriel García Márquez',
    'Antoine de Saint-Exupéry',
    'Chimamanda Ngozi Adichie',
    'محمود درويش',
    '村上春樹',
  ])('has room for a name: %s', (author) => {
    for (const [width, height] of [[78, 116], [108, 162], [118, 178], [150, 226]] as const) {
      const { authorLines } = labelFor('The Country of the Pointed Firs', author, width, height)
      expect(authorLines.join(' ').replaceAll(' ', ''), `${width} wide`).toBe(author.replaceAll(' ', ''))
    }
  })

  it.each([
    'Middlemarch',
    'Frankenstein',
    'Wuthering Heights',
    'Mansfield Park: Unabridged Correspondence',
    'Преступление и наказание',
    'Buddenbrooks',
  ])('sets a title smaller rather than break a word of it: %s', (title) => {
    for (const [width, height] of [[78, 116], [86, 128], [108, 162], [118, 178], [168, 250]] as const) {
      const { lines, size } = labelFor(title, 'George Eliot', width, height)
      expect(lines.join(' '), `${width} wide`).toBe(title)
      expect(size, 'and still readable').toBeGreaterThanOrEqual(5.5)
    }
  })

  it('breaks a title at its hyphen before it sets it smaller', () => {
    const { lines, size } = labelFor('Slaughterhouse-Five', '', 118, 178)
    expect(lines).toEqual(['Slaughterhouse-', 'Five'])
    expect(size).toBeGreaterThan(labelFor('SlaughterhouseFive', '', 118, 178).size)
  })

  it('breaks a word that would have to be too small to read', () => {
    const { lines, size } = labelFor('Wasserwirtschaftsverbandsvorsitzender', '', 78, 116)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('')).toBe('Wasserwirtschaftsverbandsvorsitzender')
    expect(size).toBe(5.5)
  })

  it('breaks a title between the letters of a script that sets no spaces', () => {
    const { lines, size } = labelFor('世界の終りとハードボイルド・ワンダーランド', '村上春樹', 110, 170)
    expect(lines.join('')).toBe('世界の終りとハードボイルド・ワンダーランド')
    expect(lines.length).toBeGreaterThan(1)
    expect(size).toBeGreaterThan(6)
  })

  it('leaves no room for a name that is not there', () => {
    const without = labelFor('Cranford', ' ', 110, 170)
    expect(without.authorLines).toEqual([])
    expect(without.height).toBeLessThan(labelFor('Cranford', 'A', 110, 170).height)
  })
})
