import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

// The window serves ui/dist from its own scheme under a strict CSP: everything is a file of its own
// (no data: URLs, no inline script), and paths are relative.
export default defineConfig({
  base: './',
  plugins: [svelte()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: ['es2022', 'safari17'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // Svelte's server build would be picked under Node; tests mount real components.
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/host/test-setup.ts'],
  },
})
