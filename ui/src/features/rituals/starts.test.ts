import { describe, expect, it } from 'vitest'
import { check, draftFrom } from './draft'
import { idea, startNames } from './starts'

describe('the starting points', () => {
  it('are at least sixteen, each whole', () => {
    expect(startNames.length).toBeGreaterThanOrEqual(16)
    for (const one of startNames.map(idea)) {
      for (const words of [one.title, one.what, one.small, one.often]) {
        expect(words, `${one.name} says everything`).not.toMatch(/^$|rituals\./)
      }
      expect(one.promises.length, `${one.name} promises something`).toBeGreaterThan(0)
      const draft = draftFrom(one, { zone: 'Europe/Berlin', today: '2026-11-23' })
      expect(check(draft, '2026-11-23'), `${one.name} can be kept as it is`).toEqual({})
    }
  })

  it('say honestly what stands behind them, with a source where studies do', () => {
    for (const one of startNames.map(idea)) {
      expect(one.label).toMatch(/^(Tested in studies: .*\d{4}.*|Used by many therapists|Our own idea)$/)
    }
  })

  it('each have a paper of their own', () => {
    const papers = startNames.map((name) => JSON.stringify(idea(name).paper))
    expect(new Set(papers).size).toBe(papers.length)
  })
})
