import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The core as plain Node modules, one file for each process that is started from it. Dependencies stay outside. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: path('out/core'),
    emptyOutDir: true,
    target: 'node26',
    sourcemap: true,
    minify: false,
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
