import { beforeEach, expect, test, vi } from 'vitest'
import type { PictureId } from '../../host/bindings'
import { fakeHost } from '../../host/fake'
import { letPicturesGo, markOf, picturesIn, pictureUrl, pictureUrls } from './pictures'

const id = (letter: string): PictureId => letter.repeat(32) as PictureId
const [made, gone] = [vi.fn(), vi.fn()]

beforeEach(() => {
  letPicturesGo()
  made.mockReset().mockImplementation(() => `blob:${made.mock.calls.length}`)
  gone.mockReset()
  Object.assign(URL, { createObjectURL: made, revokeObjectURL: gone })
})

test('a picture is named in a text as the core names it', () => {
  const text = `Before ![the jetty, at [low] tide](picture:${id('a')}) and ![](picture:${id('b')})`
  expect(picturesIn(text).map(({ words, picture, from, to }) => [words, picture, text.slice(from, to)])).toEqual([
    ['the jetty, at [low] tide', id('a'), `![the jetty, at [low] tide](picture:${id('a')})`],
    ['', id('b'), `![](picture:${id('b')})`],
  ])
  for (const none of [`![a\nb](picture:${id('a')})`, `[a](picture:${id('a')})`, `![a](picture:${id('A')})`, '![a](photos/a.jpg)', `![a](picture:${id('a')}0)`])
    expect(picturesIn(none), none).toEqual([])
  expect(picturesIn(`![a ![b](picture:${id('a')})`)[0]?.words).toBe('b')
})

test('whatever words a picture gets, its mark stays one mark', () => {
  for (const words of ['', 'plain', 'a ] b', '](picture:x)', '![inner](x)', 'over\nlines', '[a](b)']) {
    const mark = markOf(id('c'), words)
    expect(picturesIn(`x ${mark} y`).map(({ from, to }) => [from, to]), words).toEqual([[2, 2 + mark.length]])
  }
})

test('a picture is fetched once, and nothing of it stays when the drawer is locked', async () => {
  const host = fakeHost({ picture_data: ({ picture }) => (picture === id('a') ? { mediaType: 'image/png', bytes: btoa('x') } : null) })
  expect(await pictureUrl(id('a'))).toBe('blob:1')
  expect(await pictureUrl(id('a'))).toBe('blob:1')
  expect(await pictureUrl(id('b')), 'one that is not in the drawer').toBeUndefined()
  expect(host.calls.filter(({ name }) => name === 'picture_data')).toHaveLength(2)
  expect([...(await pictureUrls(`![](picture:${id('a')}) ![](picture:${id('b')})`))]).toEqual([[id('a'), 'blob:1']])
  letPicturesGo()
  await vi.waitFor(() => expect(gone).toHaveBeenCalledWith('blob:1'))
  const late = pictureUrl(id('a'))
  letPicturesGo()
  expect(await late, 'what arrives after the lock is never shown').toBeUndefined()
  expect(made).toHaveBeenCalledTimes(1)
})
