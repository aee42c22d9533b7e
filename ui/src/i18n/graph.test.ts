import { describe, expect, it } from 'vitest'

const sources: Readonly<Partial<Record<string, string>>> = import.meta.glob(['/src/**/*.ts', '/src/**/*.svelte', '!/src/**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const later = Object.keys(sources).flatMap((file) => (sources[file]?.includes('\nbring({') ? [/(\w+)\.ts$/u.exec(file)?.[1] ?? ''] : []))

/** The file that an import means; nothing for a package. */
function meant(from: string, spec: string): string | undefined {
  const path = new URL(spec, `file://${from}`).pathname.replace(/\/$/u, '')
  return spec.startsWith('.') ? ['', '.ts', '/index.ts'].map((end) => path + end).find((file) => file in sources) : undefined
}

/** What a comment names is said to nobody. */
const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\//gu, '')

/** Every file that comes with one, by what it imports at once. */
function withIt(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const [, spec = ''] of (sources[file] ?? '').matchAll(/^\s*(?:import|export) (?!type )(?:[^'";]*? from )?'([^']+)'/gmu)) {
    const next = meant(file, spec)
    if (next !== undefined) withIt(next, seen)
  }
  return seen
}

describe('the words of a page', () => {
  const said = new RegExp(`['"\`](${later.join('|')})\\.[\\w$]`, 'gu')
  const pages = Object.keys(sources).filter((file) => /^\/src\/features\/\w+\/index\.ts$/u.test(file))

  it('are found', () => {
    expect(later.length, 'parts of the catalogue that come later').toBeGreaterThan(5)
    expect(pages.length).toBeGreaterThan(5)
    expect(withIt('/src/main.ts').size, 'what comes with the window').toBeGreaterThan(50)
  })

  it.each(['/src/main.ts', ...pages])('come with %s', (page) => {
    const files = [...withIt(page)]
    const brought = new Set(files.flatMap((file) => /\/later\/(\w+)\.ts$/u.exec(file)?.[1] ?? []))
    const missing = files.flatMap((file) =>
      [...withoutComments(sources[file] ?? '').matchAll(said)].flatMap(([, part = '']) => (brought.has(part) ? [] : [`${file}: ${part}`])),
    )
    expect([...new Set(missing)]).toEqual([])
  })
})
