// A glyph as the one path of its outline. A picture of several shapes is as many boxes to the web view, and the first
// screen has twenty glyphs: drawn shape by shape they cost a fifth of the time until it stands.
import { house, lucide, type IconName } from './icons'

/** One shape of a glyph: what SVG calls it, and its measures on the grid of 24. */
type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>]

const drawn = new Map<IconName, string>()

/** Path data on the grid of 24, for a stroke without a filling. */
export function outline(name: IconName): string {
  let path = drawn.get(name)
  if (path === undefined) {
    path = name in house ? house[name as keyof typeof house].join('') : joined(lucide[name as keyof typeof lucide])
    drawn.set(name, path)
  }
  return path
}

const joined = (shapes: readonly Shape[]): string => shapes.map(pathOf).join('')

/** @throws for a shape that no glyph of ours has. */
export function pathOf([tag, attributes]: Shape): string {
  const number = (name: string): number => Number(attributes[name] ?? 0)
  switch (tag) {
    case 'path':
      return fromOrigin(attributes['d'] ?? '')
    case 'circle':
      return ellipse(number('cx'), number('cy'), number('r'), number('r'))
    case 'ellipse':
      return ellipse(number('cx'), number('cy'), number('rx'), number('ry'))
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`
    case 'polyline':
      return `M${attributes['points'] ?? ''}`
    case 'polygon':
      return `M${attributes['points'] ?? ''}z`
    case 'rect':
      return rect(number('x'), number('y'), number('width'), number('height'), Number(attributes['rx'] ?? attributes['ry'] ?? 0))
    default:
      throw new Error(`no outline of <${tag}>`)
  }
}

/** Behind another shape a small m would begin where that one ended. A place without a line draws nothing. */
const fromOrigin = (path: string): string => (path.startsWith('m') ? `M0 0${path}` : path)

const ellipse = (x: number, y: number, rx: number, ry: number): string =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`

function rect(x: number, y: number, width: number, height: number, r: number): string {
  const [across, down] = [width - 2 * r, height - 2 * r]
  const turn = (dx: number, dy: number): string => (r ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '')
  return `M${x + r} ${y}h${across}${turn(r, r)}v${down}${turn(-r, r)}h${-across}${turn(-r, -r)}v${-down}${turn(r, -r)}z`
}
