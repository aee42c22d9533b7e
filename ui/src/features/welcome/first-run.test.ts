import { describe, expect, it } from 'vitest'
import { FirstRun, most } from './first-run.svelte'

function run(): FirstRun {
  const first = new FirstRun()
  first.step = 'names'
  first.name = 'Robin'
  first.otherName = 'Sam'
  return first
}

describe('first run', () => {
  it('loses nothing on going back', () => {
    const first = run()
    first.onwards()
    first.toggle('checkIn')
    first.onwards()
    first.putAt('checkIn', { at: '20:45', days: [1, 2] })
    first.backwards()
    first.backwards()
    expect([first.step, first.name, first.otherName]).toEqual(['names', 'Robin', 'Sam'])
    first.onwards()
    expect(first.picks).toEqual(['checkIn'])
    first.onwards()
    expect(first.timeOf('checkIn')).toEqual({ at: '20:45', days: [1, 2] })
  })

  it('never lets two people wear one ribbon', () => {
    const first = run()
    first.wear('a', 'verdigris')
    expect(first.ribbon, 'it is the other’s').toBe('madder')
    first.wear('b', 'moss')
    first.wear('a', 'verdigris')
    expect([first.ribbon, first.otherRibbon]).toEqual(['verdigris', 'moss'])
  })

  it('takes up to three small things, and one can be put back', () => {
    const first = run()
    for (const pick of ['hug', 'checkIn', 'coffee', 'chapter'] as const) first.toggle(pick)
    expect(first.picks, 'in the order they are offered').toEqual(['checkIn', 'coffee', 'hug'])
    expect(first.picks.length).toBe(most)
    first.toggle('hug')
    first.toggle('chapter')
    expect(first.picks).toEqual(['checkIn', 'chapter', 'coffee'])
  })

  it('offers one alone things of their own, and neither choice is lost on the way back to the door', () => {
    const first = run()
    first.toggle('checkIn')
    first.solo = true
    expect(first.picks, 'what two chose is not made for one').toEqual([])
    expect(first.offered).toHaveLength(5)
    first.toggle('noticed')
    first.toggle('midday')
    expect(first.drafts().map(({ title, who }) => [title, who])).toEqual([
      ['A thought at midday', 'each'],
      ['One thing you noticed', 'each'],
    ])
    first.solo = false
    expect(first.picks).toEqual(['checkIn'])
  })

  it('asks for no times when nothing is chosen, and remembers what was ticked before "Choose later"', () => {
    const first = run()
    first.onwards()
    first.toggle('coffee')
    first.later = true
    first.onwards()
    expect([first.step, first.drafts()]).toEqual(['drawer', []])
    first.backwards()
    expect([first.step, first.picks]).toEqual(['rituals', ['coffee']])
  })

  it('says what is wrong with a name', () => {
    const first = run()
    expect(first.wrongName(' \u0000 ')).toBe('empty')
    for (const name of ['\u200B', '\u2060 \uFEFF', '\u3164', '\u200D\uFE0F']) expect(first.wrongName(name), 'nobody can read it').toBe('empty')
    expect(first.wrongName('نيلوفر\u200Cزاده'), 'joiners belong to many names').toBeUndefined()
    expect(first.wrongName('x'.repeat(61))).toBe('long')
    expect(first.wrongName('👩‍🚀 <b>')).toBeUndefined()
  })

  it('names no zone for its rituals, which is the core’s to know, and makes none without a day', () => {
    const first = run()
    first.toggle('checkIn')
    first.toggle('hug')
    first.putAt('hug', { days: [] })
    const drafts = first.drafts()
    expect(drafts.map((draft) => draft.title)).toEqual(['Check-in'])
    expect(drafts[0]).toMatchObject({ at: '21:30', minutes: 10 })
    expect(JSON.stringify(drafts)).not.toContain('zone')
  })

  it('says which times fall into the quiet hours', () => {
    const first = run()
    first.toggle('checkIn')
    expect(first.fallsQuiet('checkIn')).toBe(false)
    first.putAt('checkIn', { at: '23:00' })
    expect(first.fallsQuiet('checkIn')).toBe(true)
    first.quiet = false
    expect(first.fallsQuiet('checkIn')).toBe(false)
  })

  it('has five dots, from names to the recovery key', () => {
    const first = new FirstRun()
    expect(first.place).toBeUndefined()
    first.step = 'key'
    expect(first.place).toBe(5)
  })
})
