import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'
import renderer from './vite.renderer.config.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

// CommonJS because a sandboxed preload must be, and so that older Electrons can run the same shell.
const shell = (name: 'main' | 'preload') => ({
  // ws asks for these packages, which are not there, in every folder above: for an AppImage in /tmp, too.
  define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
  build: {
    outDir: path(`out/${name}`),
    target: 'node16',
    externalizeDeps: false,
    sourcemap: true,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      input: { index: path(`src/${name}/index.ts`) },
      external: ['electron', 'original-fs'],
      output: { format: 'cjs' as const, entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
})

/** The desktop's shell. The page has a configuration of its own, because a browser needs it without Electron. */
export default defineConfig(({ command }) => ({
  main: shell('main'),
  preload: shell('preload'),
  ...(command === 'serve' ? { renderer } : {}),
}))
