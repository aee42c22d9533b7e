import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'svelte/compiler'
import { afterEach, expect, it } from 'vitest'

// Read as they lie there: imported, a test would find them empty.
const sheets = join(import.meta.dirname, 'css')
const sheet = (name: string): string => readFileSync(join(sheets, name), 'utf8')
const forced = sheet('forced.css')
const tokens = sheet('../tokens.css')

const sources = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true })

/** What the state of an element is told by, and how it reads when it holds. */
const states: Record<string, string> = {
  'aria-current': 'page',
  'aria-pressed': 'true',
  'aria-checked': 'true',
  'aria-selected': 'true',
  'aria-disabled': 'true',
  'aria-invalid': 'true',
  'data-open': 'true',
}

/** Told by what is in it: the half of a mark, the lit chapter under its option, the tick in a box. */
const toldWithin = (element: Element): boolean => element.matches('.mark, .option, .check')

interface Node {
  type?: string
  name?: string
  attributes?: Node[]
  value?: unknown
}

/** Every plain element of a component's markup. */
function elementsOf(node: unknown): Node[] {
  if (Array.isArray(node)) return node.flatMap(elementsOf)
  if (typeof node !== 'object' || node === null) return []
  const here = (node as Node).type === 'RegularElement' ? [node as Node] : []
  return [...here, ...Object.values(node).flatMap(elementsOf)]
}

/** The words that an attribute may hold, whatever it depends on. */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(' ')
  if (typeof value !== 'object' || value === null) return ''
  const { type, data, value: literal } = value as { type?: string; data?: string; value?: unknown }
  if (type === 'Text') return data ?? ''
  if (type === 'Literal') return typeof literal === 'string' ? literal : ''
  return Object.values(value).map(wordsOf).join(' ')
}

function build(node: Node, state?: string): Element {
  const element = document.createElement(node.name ?? 'div')
  for (const { name = '', value } of node.attributes ?? []) {
    if (name === 'class') element.setAttribute('class', wordsOf(value))
    if (name === 'role') element.setAttribute('role', wordsOf(value))
  }
  if (state !== undefined) element.setAttribute(state, states[state] ?? '')
  document.body.append(element)
  return element
}

function rules(css: string): CSSStyleRule[] {
  const style = document.createElement('style')
  style.textContent = css
  document.head.append(style)
  const [media] = [...(style.sheet?.cssRules ?? [])].filter((rule) => rule instanceof CSSMediaRule).slice(-1)
  style.remove()
  return [...(media?.cssRules ?? [])].filter((rule) => rule instanceof CSSStyleRule)
}
const all = rules(forced)
const seen = ['outline', 'border', 'border-color', 'border-style', 'border-block-end-width', 'background', 'color']

/** The visible rules that hold for an element: what they set, in order. */
const look = (element: Element): string =>
  all
    .filter(({ selectorText }) => !selectorText.includes('::') && element.matches(selectorText))
    .flatMap(({ style }) => seen.map((name) => style.getPropertyValue(name)).filter(Boolean))
    .join('; ')

const stateful = Object.entries(sources).flatMap(([file, source]) =>
  elementsOf(parse(source, { modern: true }).fragment).flatMap((node) =>
    (node.attributes ?? [])
      .flatMap(({ name = '' }) => (name in states ? [name] : []))
      .map((state) => ({ where: `${file} <${node.name}>`, node, state })),
  ),
)

afterEach(() => document.body.replaceChildren())

it('shows every state of every component where the system chooses the colours', () => {
  expect(stateful.length, 'components have states').toBeGreaterThan(50)
  const mute = stateful
    .filter(({ node, state }) => !toldWithin(build(node)) && look(build(node, state)) === look(build(node)))
    .map(({ where, state }) => `${where} ${state}`)
  expect(mute, 'these look the same with and without their state').toEqual([])
})

it('ticks a box', () => {
  const [on, off] = ['true', 'false'].map((checked) => {
    const check = document.createElement('button')
    check.className = 'check'
    check.setAttribute('aria-checked', checked)
    document.body.append(check)
    return check.appendChild(Object.assign(document.createElement('span'), { className: 'box' }))
  })
  expect(on && look(on)).not.toBe(off && look(off))
})

it('gives an edge to everything that lies on the page by its shadow alone', () => {
  const lifted = readdirSync(sheets)
    .map(sheet)
    .flatMap((css) => [...css.matchAll(/^\.([\w-]+) \{[^}]*box-shadow: var\(--lift/gmu)].map(([, name = '']) => name))
    .filter((name) => !['dial', 'pop'].includes(name))
  expect(lifted).toContain('toast')
  const bare = lifted.filter((name) => {
    const element = document.createElement('div')
    element.className = name
    document.body.append(element)
    return !/CanvasText/iu.test(look(element))
  })
  expect(bare, 'a shadow is not drawn, and these have nothing else').toEqual([])
})

it('keeps the focus apart from what is chosen', () => {
  const focus = all.find(({ selectorText }) => selectorText.startsWith(':root :focus-visible,'))
  const chosen = all.find(({ selectorText }) => selectorText.startsWith('[aria-current]'))
  expect(focus?.style.outline).not.toBe('')
  expect(focus?.style.outline).not.toBe(chosen?.style.outline)
})

it('leaves no colour of a theme standing but papers and ribbons, which are samples of one', () => {
  const daylight = tokens.slice(tokens.indexOf('/* daylight */'), tokens.indexOf('/* end daylight */'))
  const named = [...daylight.matchAll(/(--[\w-]+):\s*#/gu)].map(([, name = '']) => name)
  expect(named).toContain('--paper')
  const systems = rules(tokens.slice(0, tokens.indexOf('/* reduced motion'))).concat(all)
  const given = new Set(systems.flatMap(({ style }) => style.cssText.match(/--[\w-]+(?=:)/gu) ?? []))
  const left = named.filter((name) => !given.has(name) && !/^--(?:ribbon|pp)-|^--on-ribbon/u.test(name))
  expect(left).toEqual([])
})
