import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Where layouts change. An em is another length to a script than to a style sheet once the page is zoomed. */
const widths = ['(width <= 416px)', '(width <= 480px)', '(width <= 600px)', '(width <= 900px)', '(width <= 1080px)']
const parts = ['(width > 900px)', '(560px <= width <= 900px)', '(900px < width <= 1080px)']
const heights = ['(height <= 640px)']

// Read as they lie there: imported, a test would find the style sheets empty.
const asked = readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?:\.css|\.svelte|media\.svelte\.ts)$/u.test(file))
  .flatMap((file) => {
    const source = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
    const queries = source.match(/@media[^{]*\{|\.follow\('[^']*'/gu) ?? []
    return queries.flatMap((query) => query.match(/\([^()]*\b(?:width|height)\b[^()]*\)/gu) ?? []).map((room) => ({ file, room }))
  })

test('script and style sheets change at the same widths, told in pixels', () => {
  expect(asked.filter(({ file }) => file.endsWith('media.svelte.ts')).map(({ room }) => room)).toEqual(['(width <= 1080px)', '(width <= 900px)'])
  const known = [...widths, ...parts, ...heights]
  expect(asked.filter(({ room }) => !known.includes(room))).toEqual([])
  expect(known.filter((one) => !asked.some(({ room }) => room === one)), 'nothing changes there any more').toEqual([])
})
