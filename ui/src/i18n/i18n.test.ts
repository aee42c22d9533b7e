import { describe, expect, it } from 'vitest'
import { say, t, words } from './index'

describe('messages', () => {
  it('chooses the plural form by count', () => {
    expect(t('settings.drawer.idleMinutes', { count: 1, words: 'one' }), 'one is a word of its own').toBe('one quiet minute')
    expect(t('settings.drawer.idleMinutes', { count: 5, words: 'five' })).toBe('five quiet minutes')
  })

  it('fills in what a person wrote and never looks at it again', () => {
    expect(t('app.drawerOf', { name: '{name} <b>' }), 'a name may hold anything').toBe('{name} <b>’s drawer')
  })

  it('keeps a name from right to left from turning the sentence', () => {
    expect(t('app.drawerOf', { name: 'סם' })).toBe('\u2068סם\u2069’s drawer')
  })

  it('lets no stray mark of direction in a name out into the sentence', () => {
    const said = (name: string): string => t('app.drawerOf', { name })
    expect(said('Sam\u202e'), 'a turn that never ended ends with the name').toBe('\u2068Sam\u202e\u202c\u2069’s drawer')
    expect(said('Sam\u2069\u202e'), 'nothing ends what it did not begin').toBe('\u2068Sam\u202e\u202c\u2069’s drawer')
    expect(said('\u2067סם\u2069'), 'what is whole stays as it was typed').toBe('\u2068\u2067סם\u2069\u2069’s drawer')
    expect(said('Sam')).toBe('Sam’s drawer')
  })

  it('shows a key that has no sentence instead of breaking the page', () => {
    expect(say('undo.somethingNew'), 'a missing sentence is seen').toBe('undo.somethingNew')
    expect(say('errors.somethingNew', {}, 'otherwise')).toBe('otherwise')
    expect(say('app.toString'), 'nothing comes from the language itself').toBe('app.toString')
  })

  it('keeps a table of messages with a key named other apart from a plural', () => {
    expect(t('welcome.names.other')).toBe('Your partner')
    expect(say('welcome.names'), 'a table is no message').toBe('welcome.names')
  })

  it('has lists of words', () => {
    expect(words('settings.privacy.cannotList').length, 'what cannot be protected is said').toBeGreaterThan(3)
  })

  it('keeps a dot between two parts with the part before it: no line begins with one', () => {
    const sentences = (at: unknown): string[] =>
      typeof at === 'string' ? [at] : typeof at === 'object' && at !== null ? Object.values(at).flatMap(sentences) : []
    const all = sentences(import.meta.glob('./en/**/*.ts', { eager: true }))
    expect(all.filter((sentence) => sentence.includes('\u00a0· ')).length).toBeGreaterThan(4)
    expect(all.filter((sentence) => /[^\S\u00a0]·/u.test(sentence))).toEqual([])
  })
})
