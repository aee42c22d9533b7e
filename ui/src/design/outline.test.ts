import { expect, it } from 'vitest'
import { house, lucide, type IconName } from './icons'
import { outline, pathOf } from './outline'

it('draws every glyph as one path, and knows every shape in them', () => {
  for (const name of [...Object.keys(lucide), ...Object.keys(house)] as IconName[]) {
    const path = outline(name)
    expect(path, name).toMatch(/^[Mm]/u)
    expect(path, name).not.toMatch(/NaN|undefined/u)
  }
})

it('keeps the glyphs of the set as they are, its own paths word for word', () => {
  for (const [name, shapes] of Object.entries(lucide)) {
    const paths = shapes.flatMap(([tag, { d }]) => (tag === 'path' && d !== undefined ? [d] : []))
    for (const path of paths) expect(outline(name as IconName), name).toContain(path)
  }
})

it.each([
  ['path', { d: 'M8 6h2' }, 'M8 6h2'],
  ['path', { d: 'm9 12 2 2' }, 'M0 0m9 12 2 2'],
  ['circle', { cx: '17', cy: '7', r: '3' }, 'M14 7a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z'],
  ['ellipse', { cx: '12', cy: '5', rx: '9', ry: '3' }, 'M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0z'],
  ['line', { x1: '8', y1: '6', x2: '21', y2: '7' }, 'M8 6L21 7'],
  ['polyline', { points: '4 17 10 11 4 5' }, 'M4 17 10 11 4 5'],
  ['polygon', { points: '4 17 10 11 4 5' }, 'M4 17 10 11 4 5z'],
  ['rect', { x: '2', y: '3', width: '20', height: '5' }, 'M2 3h20v5h-20v-5z'],
  [
    'rect',
    { x: '2', y: '3', width: '20', height: '5', rx: '1' },
    'M3 3h18a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-18a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1z',
  ],
])('turns a <%s> into the same line', (tag, attributes, path) => {
  expect(pathOf([tag, attributes])).toBe(path)
})

it('refuses a shape it does not know, where a glyph would only lack a line', () => {
  expect(() => pathOf(['text', {}])).toThrow('<text>')
})
