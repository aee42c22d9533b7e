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
      expect(label.y + label.height, 'the plate stays on the cover').toBeLessThan(170)
    },
  )
})
