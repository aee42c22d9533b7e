import { parse } from 'svelte/compiler'
import { expect, it } from 'vitest'

const sources = import.meta.glob<string>('../**/*.svelte', { query: '?raw', import: 'default', eager: true })

/** What somebody wrote, with nothing of ours around it but the marks of a quotation. */
const quotations = ['tonight.slip.quoted']

interface Node {
  type?: string
  name?: string
  attributes?: Node[]
  value?: unknown
  expression?: Node
  consequent?: Node
  alternate?: Node
  left?: Node
  right?: Node
  callee?: Node
  arguments?: Node[]
  start?: number
}

function find(node: unknown, type: string): Node[] {
  if (Array.isArray(node)) return node.flatMap((one) => find(one, type))
  if (typeof node !== 'object' || node === null) return []
  const here = (node as Node).type === type ? [node as Node] : []
  return [...here, ...Object.values(node).flatMap((one) => find(one, type))]
}

/** Each thing that an expression may come to, whatever it depends on. */
function outcomes(node: Node | undefined): Node[] {
  if (node?.type === 'ConditionalExpression') return [...outcomes(node.consequent), ...outcomes(node.alternate)]
  if (node?.type === 'LogicalExpression') return [...outcomes(node.left), ...outcomes(node.right)]
  return node ? [node] : []
}

function isOurs(node: Node): boolean {
  if (node.type === 'Literal') return true
  if (node.type !== 'CallExpression' || !['t', 'say'].includes(node.callee?.name ?? '')) return false
  return !quotations.includes(String(node.arguments?.[0]?.value))
}

/** Elements whose direction follows their first strong letter, and which say nothing but sentences of ours. */
function turned(source: string): string[] {
  const elements = find(parse(source, { modern: true }).fragment, 'RegularElement')
  return elements
    .filter(({ attributes = [] }) => attributes.some(({ name, value }) => name === 'dir' && JSON.stringify(value).includes('"auto"')))
    .filter((element) => {
      const { fragment } = element as { fragment?: unknown }
      const said = find(fragment, 'ExpressionTag').flatMap((tag) => outcomes(tag.expression))
      return said.length > 0 && said.every(isOurs) && find(fragment, 'RenderTag').length === 0
    })
    .map(({ name, start = 0 }) => `<${name}> in line ${source.slice(0, start).split('\n').length}`)
}

it('never turns a sentence of ours around because a name at its beginning is written from the right', () => {
  expect(turned(`<h1 dir="auto">{open ? t('a.b') : t('c.d', { name })}</h1>`), 'a sentence of ours is known').toHaveLength(1)
  expect(turned(`<h1 dir="auto">{title || t('a.b')}</h1>`), 'and so is what somebody wrote').toEqual([])
  const found = Object.entries(sources).flatMap(([file, source]) => turned(source).map((where) => `${file} ${where}`))
  expect(found, 'the words that somebody wrote are isolated within it').toEqual([])
})
