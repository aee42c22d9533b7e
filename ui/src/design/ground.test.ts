import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

// Read as they lie there: imported, a test would find them empty.
const sheets = join(import.meta.dirname, 'css')

function rulesOf(css: string): CSSStyleRule[] {
  const style = document.createElement('style')
  style.textContent = css
  document.head.append(style)
  const rules = [...(style.sheet?.cssRules ?? [])].filter((rule) => rule instanceof CSSStyleRule)
  style.remove()
  return rules
}

const drawn = readdirSync(sheets)
  .filter((name) => name !== 'forced.css')
  .flatMap((name) => rulesOf(readFileSync(join(sheets, name), 'utf8')))

it('leaves the outline to the focus: what is chosen has another line, and shows both', () => {
  const taken = drawn
    .filter(({ style, selectorText }) => style.getPropertyValue('outline') !== '' && !selectorText.includes(':focus'))
    .map(({ selectorText }) => selectorText)
  expect(taken).toEqual([])
})

describe('"Select all"', () => {
  afterEach(() => document.body.replaceChildren())

  /** What holds last for an element or, where nothing does, for what it stands in. */
  function selects(element: Element | null): string {
    if (!element) return 'text'
    const said = drawn.filter(({ style, selectorText }) => style.getPropertyValue('user-select') !== '' && element.matches(selectorText))
    return said.at(-1)?.style.getPropertyValue('user-select') ?? selects(element.parentElement)
  }
  const marked = (): Record<string, string> =>
    Object.fromEntries([...document.querySelectorAll('i')].map((one) => [one.textContent, selects(one.parentElement)]))

  it('takes what was written and none of what the window is made of', () => {
    document.body.innerHTML = `
      <aside class="rail"><nav><a><i>a page</i></a></nav></aside>
      <main>
        <h1><i>a title</i></h1><h1 dir="auto"><i>the title of a book</i></h1>
        <button class="rrow"><span><i>a length</i></span><span dir="auto"><i>a ritual</i></span></button>
        <p><i>a page of a drawer</i></p>
        <table><tbody><tr><td class="num"><i>a number to call</i></td></tr></tbody></table>
        <ol class="keywords"><li><i>a word of the key</i></li></ol>
        <p class="where"><i>a path</i></p>
      </main>
      <nav class="tabbar"><a><i>a tab</i></a></nav>`
    expect(marked()).toEqual({
      'a page': 'none',
      'a title': 'none',
      'the title of a book': 'text',
      'a length': 'none',
      'a ritual': 'text',
      'a page of a drawer': 'text',
      'a number to call': 'text',
      'a word of the key': 'text',
      'a path': 'text',
      'a tab': 'none',
    })
  })
})
