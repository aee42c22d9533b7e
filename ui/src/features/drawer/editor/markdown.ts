import { defineLanguageFacet, Language } from '@codemirror/language'
import { parser, Strikethrough } from '@lezer/markdown'

// Markdown as people write it by hand. What would surprise in a journal is left out: HTML is text like any other,
// four spaces make no code, and a row of dashes makes no title of the line above it.
const journal = parser.configure([
  { remove: ['HTMLBlock', 'HTMLTag', 'Entity', 'IndentedCode', 'SetextHeading', 'LinkReference'] },
  Strikethrough,
])

export const markdown = new Language(defineLanguageFacet(), journal, [], 'markdown')
