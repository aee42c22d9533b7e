import { expect, test } from 'vitest'
import type { FoundBook } from '../../host/bindings'
import { row } from './chapter-list'
import { blank, fromFile, isBlank, withFile, withoutFile } from './new-book'

const found: FoundBook = {
  ticket: 7,
  name: 'lamp.epub',
  title: 'The Lamp',
  author: 'Wren Hale',
  language: 'en',
  isbn: '9780306406157',
  fromRight: false,
  source: 'contents',
  unread: null,
  body: [{ title: 'One', part: '', pages: null, words: 900 }],
  whole: null,
  cover: 'found',
  same: null,
}

test('a file fills the form, and its chapters are the ones that are shown', () => {
  const draft = withFile(blank(), found)
  expect([draft.title, draft.author, draft.isbn, draft.how]).toEqual(['The Lamp', 'Wren Hale', '9780306406157', 'file'])
  expect(draft.file?.body[0]?.words).toBe(900)
  expect(isBlank(draft), 'it would be lost by closing').toBe(false)
})

test('what was typed before a file came is still there', () => {
  const typed = { ...blank(), title: 'Our own title', text: '1. A list', typed: [row({ title: 'Typed' })] }
  const draft = withFile(typed, found)
  expect([draft.title, draft.author]).toEqual(['Our own title', 'Wren Hale'])
  expect([draft.text, draft.typed[0]?.title]).toEqual(['1. A list', 'Typed'])
  expect(withoutFile(draft).how, 'and the way to it').toBe('paste')
})

test('a second file brings its own title', () => {
  const draft = withFile(withFile(blank(), found), { ...found, ticket: 8, title: 'The Clock' })
  expect([draft.title, draft.file?.ticket]).toEqual(['The Clock', 8])
})

test('a file without contents leaves the other ways open', () => {
  expect(withFile(blank(), { ...found, body: [], source: 'none' }).how).toBe('paste')
})

test('a book whose file was not read says why', () => {
  const draft = withFile(blank(), { ...found, body: [], source: 'none', unread: 'gone' })
  expect([draft.how, draft.file?.unread]).toEqual(['paste', 'gone'])
})

test('a cover goes along only when it was chosen', () => {
  const draft = withFile(blank(), found)
  const file = { ...draft.file!, cover: 'AAAA' }
  expect(fromFile({ ...draft, file }).cover).toBeNull()
  expect(fromFile({ ...draft, file: { ...file, ownCover: true } })).toEqual({
    isbn: '9780306406157',
    language: 'en',
    fromRight: false,
    cover: 'AAAA',
    ticket: 7,
  })
})

test('a book that is on the shelf already is offered its contents first', () => {
  const same = { book: 'b' as never, title: 'Lamp' }
  expect(withFile(blank(), { ...found, same }).file?.into).toBe(true)
})

test('a book that is turned the other way says so when it is kept', () => {
  expect(fromFile(withFile(blank(), { ...found, fromRight: true })).fromRight).toBe(true)
  expect(fromFile(blank()).fromRight, 'a typed one does not').toBe(false)
})
