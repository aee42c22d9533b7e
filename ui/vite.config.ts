import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// The two voices in the script of the catalogue. Asked for by the page itself, they are there for the first
// picture; asked for by the style sheet, they come after it, and everything is laid out twice.
const firstFonts = /(?:commissioner-latin-wght|literata-latin-opsz)-normal/u

const inEveryPage = /\/node_modules\/|\/src\/main\.ts|\/src\/(?:app|design|host|i18n)\/(?!en\/later\/)/u

const writing = /\/node_modules\/(?:@codemirror|@lezer|@marijn|style-mod|crelt|w3c-keyname)\//u

const fontsAhead: Plugin = {
  name: 'fonts-ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => firstFonts.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${file}`, crossorigin: '' },
          injectTo: 'head',
        })),
  },
}

// The window serves ui/dist from its own scheme under a strict CSP: everything is a file of its own
// (no data: URLs, no inline script), and paths are relative.
export default defineConfig({
  base: './',
  plugins: [svelte(), fontsAhead],
  // The words of fear are the core's own.
  server: { fs: { allow: ['.', '../src-tauri/crates/domain/words'] } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: ['es2022', 'safari17'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs comes as one file, and the page names it itself: each further one is a round trip
        // through the window's own scheme before the first picture, and one that only another file names is asked
        // for when that has come. Long lists of words that one page alone shows come with that page.
        codeSplitting: {
          groups: [
            // What a page is written with comes with the drawer, and is kept apart from what changes there.
            { name: 'writing', test: writing, priority: 1 },
            // The lists of common passphrases are read by whoever chooses one, and by nobody else.
            { name: 'strength', test: /\/@zxcvbn-ts\/|\/src\/app\/strength\.ts/, priority: 1 },
            { name: 'table', test: inEveryPage },
          ],
        },
      },
    },
  },
  // Svelte's server build would be picked under Node; tests mount real components.
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/host/test-setup.ts'],
  },
})
