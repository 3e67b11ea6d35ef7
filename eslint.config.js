import js from '@eslint/js'
import boundaries from 'eslint-plugin-boundaries'
import hooks from 'eslint-plugin-react-hooks'
import { builtinRules } from 'eslint/use-at-your-own-risk'
import { defineConfig, globalIgnores } from 'eslint/config'
import ts from 'typescript-eslint'

const layer = (type) => ({ type, pattern: `src/${type}/**`, partialMatch: false })
const layers = ['contract', 'core', 'main', 'headless', 'preload', 'renderer'].map(layer)
const may = (from, ...to) => ({
  from: { element: { type: from } },
  allow: { to: { element: { types: { anyOf: [from, ...to] } } } },
})

/** Rooms of the core, lowest first: each may use those before it. What lies beside them belongs to all. */
const rooms = [
  'observability',
  'db',
  'system',
  'settings',
  'content',
  'sandbox',
  'chain',
  'wallet',
  'contacts',
  'tx',
  'faucet',
  'work',
  'agents',
  'tasks',
  'settlement',
  'notifications',
]
const order = rooms.slice(0, -1).map((room, at) => ({
  name: `order of rooms: ${room}`,
  files: [`src/core/${room}/**/*.ts`],
  ignores: ['**/*.test.ts', '**/testing/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: String.raw`^(\.\./)+(${rooms.slice(at + 1).join('|')})/`,
            message: `${room} is below that room: move what both need down, or pass it in from core/index.ts.`,
          },
        ],
      },
    ],
  },
}))

const packages = (origin, types) => ({
  from: { element: { types: { anyOf: types } } },
  allow: { to: { module: { origin } } },
})

/** Every child process says its environment: by default it would get all of ours. */
const childProcesses = [
  {
    selector:
      "CallExpression[callee.name=/^(spawn|spawnSync|fork|execFile|execFileSync|exec|execSync)$/]:not(:has(Property[key.name='env']))",
    message: 'Say what the child may know: env: childEnvironment() of core/child-env.ts.',
  },
  {
    selector: "CallExpression[callee.property.name='fork']:not(:has(Property[key.name='env']))",
    message: 'Say what the child may know: env: childEnvironment() of core/child-env.ts.',
  },
  {
    selector: "SpreadElement > MemberExpression[object.name='process'][property.name='env']",
    message: 'Only what childEnvironment() of core/child-env.ts lets through is passed on.',
  },
]

export default defineConfig(
  globalIgnores([
    'out',
    'dist',
    'coverage',
    'chain',
    'agents/*/src',
    'agents/testing/toolchains',
    '**/target',
    'e2e/.results',
    'e2e/.screenshots',
  ]),
  js.configs.recommended,
  ts.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Types and the values that check them share a name: `const Task = z.object(...)`, `type Task = z.infer<...>`.
      'no-redeclare': 'off',
      'no-undef': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/**/testing/**', 'src/core/**'],
    rules: { 'no-restricted-syntax': ['error', ...childProcesses] },
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/**/testing/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...childProcesses,
        {
          selector: "CallExpression[callee.property.name='returning']:has(Identifier[name='db'])",
          message:
            'Outside of transaction() a row comes back although its commit failed: better-sqlite3 takes one row and looks no further.',
        },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'setInterval', 'clearInterval'].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['src/renderer/**'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    name: 'what the page has of its own: mutations that are done once, amounts in its language',
    files: ['src/renderer/**'],
    ignores: ['src/renderer/ui/use-mutation.ts', 'src/renderer/ui/figures.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@tanstack/react-query',
              importNames: ['useMutation'],
              message: 'Take the one of ui/use-mutation.ts: a second click must not do it again.',
            },
          ],
          patterns: [
            {
              regex: String.raw`/contract/money\.ts$`,
              importNames: ['formatAinu', 'exactAinu'],
              message: "Take those of ui/figures.ts: amounts are written in the page's language.",
            },
          ],
        },
      ],
    },
  },
  {
    name: 'layers',
    files: ['src/**'],
    plugins: { boundaries },
    settings: { 'boundaries/elements': layers, 'import/resolver': { node: { extensions: ['.ts', '.tsx'] } } },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          policies: [
            packages('external', ['contract', 'renderer', 'core', 'main', 'headless', 'preload']),
            // Node's own modules. What must also run in a page has none.
            packages('core', ['core', 'main', 'headless']),
            may('contract'),
            may('core', 'contract'),
            may('renderer', 'contract'),
            may('preload', 'contract'),
            may('main', 'core', 'contract'),
            may('headless', 'core', 'contract'),
            {
              from: { element: { types: { anyOf: ['contract', 'renderer', 'core', 'headless'] } } },
              disallow: { to: { module: { source: 'electron' } } },
            },
          ],
        },
      ],
    },
  },
  ...order,
  {
    name: 'length of functions',
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    rules: { 'max-lines-per-function': ['error', { max: 100 }] },
  },
  {
    name: 'size of files',
    plugins: {
      size: { rules: { warn: builtinRules.get('max-lines'), stop: builtinRules.get('max-lines') } },
    },
    rules: { 'size/warn': ['warn', { max: 250 }], 'size/stop': ['error', { max: 400 }] },
  },
)
