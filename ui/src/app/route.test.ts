import { beforeEach, describe, expect, it } from 'vitest'
import { back, go, isPage, placeNamed, route } from './route.svelte'

beforeEach(() => {
  route.place = { page: 'tonight' }
  route.forget()
})

describe('the way through the app', () => {
  it('goes and comes back', () => {
    go({ page: 'reading' })
    go({ page: 'book', book: 'b1' })
    expect(route.param('book')).toBe('b1')
    back()
    expect(route.page).toBe('reading')
    back()
    back()
    expect(route.page, 'the way back ends at Tonight').toBe('tonight')
  })

  it('counts the same page asked for twice as two moves, and a refined one as none', () => {
    const before = route.moves
    go({ page: 'rituals' })
    go({ page: 'rituals' })
    expect(route.moves).toBe(before + 2)
    route.refine({ ritual: 'r1' })
    expect([route.moves, route.param('ritual')]).toEqual([before + 2, 'r1'])
  })

  it('help_leaves_no_trace', () => {
    go({ page: 'us' })
    go({ page: 'help' })
    go({ page: 'reading' })
    back()
    expect(route.page, 'Back never leads to Help').toBe('us')
  })

  it('cannot lead back into what was just locked', () => {
    go({ page: 'drawer' })
    go({ page: 'patterns' })
    route.forget()
    back()
    expect(route.page).toBe('tonight')
  })

  it('leads from outside to the list where nobody said which one', () => {
    expect(placeNamed('settings')).toEqual({ page: 'settings' })
    expect(placeNamed('book'), 'the shelf, as long as no book is named').toEqual({ page: 'reading' })
    expect(placeNamed('reflection')).toEqual({ page: 'drawer' })
    expect(placeNamed('welcome'), 'first run is over').toBeUndefined()
    expect(placeNamed('constructor')).toBeUndefined()
  })

  it('knows its pages', () => {
    expect(isPage('rituals')).toBe(true)
    expect(isPage('constructor')).toBe(false)
  })
})
