import { beforeEach, describe, expect, it } from 'vitest'
import type { BookId, NowBook } from '../../host/bindings'
import { robin, sam } from '../../host/two-people'
import { useFormats } from '../../i18n/format'
import { at, couple } from './jetty-book'
import { nowSentences } from './words'

const mine = { person: robin, place: at(3), heard: null }
const theirs = { ...mine, person: sam }
const now = (over: Partial<NowBook>): NowBook => ({
  id: 'b' as BookId,
  title: 'The Jetty Book',
  author: '',
  chapters: 9,
  aloud: true,
  evenings: null,
  turn: sam,
  finishBy: null,
  toward: null,
  ribbons: [mine, theirs],
  together: 3,
  nextTitle: null,
  projection: null,
  cover: null,
  ...over,
})
const alone = { here: couple.here, other: undefined }

describe('where the two of you are in a book', () => {
  beforeEach(() => useFormats({ locale: 'en-GB', hours: '24' }))

  it('is told of both once both have come there', () => {
    expect(nowSentences(now({}), couple)).toEqual(['Three chapters in.', 'Next is chapter 4, and it’s Sam’s turn to read.'])
  })

  it('is told as one’s own while the other has not begun', () => {
    const own = (together: number): string[] => nowSentences(now({ ribbons: [mine], together, turn: null }), couple)
    expect(own(3)).toEqual(['You are three chapters in.', 'Sam has not begun.', 'Next is chapter 4.'])
    expect(own(1)[0]).toBe('You are one chapter in.')
    expect(own(9)).toEqual(['You have read it to the end.', 'Sam has not begun.'])
  })

  it('begins at the first chapter for whoever has not opened it', () => {
    const said = nowSentences(now({ ribbons: [theirs], together: 0, turn: null, nextTitle: 'Tides' }), couple)
    expect(said).toEqual(['Sam has begun. Your bookmark is not in it yet.', 'Next is “Tides”.'])
  })

  it('stays as short as ever for one person', () => {
    expect(nowSentences(now({ ribbons: [mine], turn: null }), alone)).toEqual(['Three chapters in.', 'Next is chapter 4.'])
    expect(nowSentences(now({ ribbons: [mine], together: 9 }), alone)).toEqual(['Read to the end.'])
  })

  it('says whose turn the first chapter is before the book is opened', () => {
    const first = (over: Partial<NowBook>): string => nowSentences(now({ ribbons: [], together: 0, ...over }), couple).join(' ')
    expect(first({})).toBe('Not opened yet. Sam reads first.')
    expect(first({ turn: robin })).toBe('Not opened yet. You read first.')
    expect(first({ aloud: false })).toBe('Not opened yet.')
  })
})
