import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import { readdirSync } from 'node:fs'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const tauriOnlyInHost = {
  group: ['@tauri-apps/*'],
  message: 'Only src/host talks to the shell; call it through host.',
}

// One block per feature, because a feature may import itself and nothing of its neighbours.
const features = readdirSync(new URL('./src/features', import.meta.url))
/** @type {import('typescript-eslint').ConfigArray} */
const featureWalls = features.map((own) => ({
  files: [`src/features/${own}/**/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          tauriOnlyInHost,
          ...features
            .filter((other) => other !== own)
            .map((other) => ({
              group: [`**/features/${other}`, `**/features/${other}/**`, `../${other}`, `../${other}/**`],
              message: 'A feature never imports another feature.',
            })),
        ],
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/host/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs['flat/recommended'],
  {
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [tauriOnlyInHost] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Counts and times inside template strings are meant.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => go(...)` in an event handler is the shortest honest form.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A handler that is async answers the person through act(), which never rejects.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // People's words are text, never markup.
      'svelte/no-at-html-tags': 'error',
      // Style attributes in templates would need unsafe-inline; `style:` directives go through CSSOM.
      'no-restricted-syntax': [
        'error',
        { selector: 'SvelteAttribute[key.name="style"]', message: 'Use a class or a style: directive.' },
      ],
      // The linter sees every component as `any`; svelte-check knows their types and is strict about them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'svelte/require-each-key': 'error',
      // `let { … } = $props()` is how runes read props.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$state', '$bindable'] }],
    },
  },
  {
    files: ['src/host/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['*.js'], ...ts.configs.disableTypeChecked },
  ...featureWalls,
)
