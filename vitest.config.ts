import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Ends what hangs. Far beyond what any test takes, also where the machine is busy: none may fail for being slow. */
const TOO_LONG_MS = 180_000
/** Ends what is asked again and again and never comes: before the test ends, so that it says what it saw. */
const ASKED_WITHIN_MS = 90_000
const node = { environment: 'node', testTimeout: TOO_LONG_MS, hookTimeout: TOO_LONG_MS } as const

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'node',
          include: ['{src,build,agents,bench}/**/*.test.ts'],
          exclude: ['src/renderer/**', '**/node_modules/**', '**/target/**'],
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'jsdom',
          setupFiles: ['src/renderer/testing/setup.ts'],
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          testTimeout: TOO_LONG_MS,
        },
      },
    ],
    maxWorkers: 2,
    expect: { poll: { timeout: ASKED_WITHIN_MS } },
    coverage: { provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
})
