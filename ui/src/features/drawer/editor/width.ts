// How far the marks of a list hang out, so that its wrapped lines begin under its words. CSS cannot tell how wide
// "10. " is in a proportional face; a canvas can, without a layout.

/** Literata sets a mark and a space about so wide. */
const guess = 0.45
/** As the text itself: see `.say`. */
const wordSpacing = 0.03
const size = 100
const known = new Map<string, number>()
let pen: CanvasRenderingContext2D | null | undefined

/** The width of `marks` in the voice's face, in em. */
export function widthOf(marks: string): number {
  const before = known.get(marks)
  if (before !== undefined) return before
  const text = marks.replaceAll('\t', '    ')
  const spaces = text.split(' ').length - 1
  const width = measured(text) ?? text.length * guess
  const em = Math.round((width + spaces * wordSpacing) * 1_000) / 1_000
  known.set(marks, em)
  return em
}

function measured(text: string): number | undefined {
  if (typeof CanvasRenderingContext2D === 'undefined') return undefined
  pen ??= document.createElement('canvas').getContext('2d')
  if (!pen) return undefined
  const face = getComputedStyle(document.documentElement).getPropertyValue('--font-voice')
  pen.font = `400 ${size}px ${face}`
  return pen.measureText(text).width / size
}
