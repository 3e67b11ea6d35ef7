import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/**
 * The core as plain Node modules, one file for each process that is started from it, with what they depend on: to find
 * and read 3,000 files was most of a start. Outside stay a native module and one that reads files of its own package.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['better-sqlite3', '@bytecodealliance/jco-transpile'] },
  build: {
    ssr: true,
    outDir: path('out/core'),
    emptyOutDir: true,
    target: 'node26',
    sourcemap: true,
    minify: false,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      input: {
        headless: path('src/headless/index.ts'),
        utility: path('src/headless/utility.ts'),
        'chain-worker': path('src/core/chain/embedded/worker.ts'),
        'sandbox-host': path('src/core/sandbox/host/main.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' },
    },
  },
})
