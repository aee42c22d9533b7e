import { describe, expect, it } from 'vitest'
import type { HurtThing } from '../host/bindings'
import { touchedOn } from './mended.svelte'

const hurt = (sort: HurtThing['sort'], title = '', earlier = false): HurtThing => ({ sort, title, earlier })

describe('what is touched of a mended table', () => {
  it('is named by its title where it has one, and counted by its sort where it has none', () => {
    const things = [hurt('ritual', 'Tea'), hurt('note'), hurt('note'), hurt('note', '', true), hurt('mark')]
    const lines = touchedOn({ copy: '/n/table.db.damaged-1', lost: 5, hurt: things })
    expect(lines.map(({ name }) => name)).toEqual([
      'Tea',
      '2 notes in books',
      'A note in a book',
      'What was marked of one evening',
    ])
    expect(lines[0]?.after).not.toBe(lines[2]?.after)
  })
})
