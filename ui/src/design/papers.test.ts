import { describe, expect, it } from 'vitest'
import { labelFor } from './cover-label'
import { inks, motifs, paperOf } from './papers'

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
