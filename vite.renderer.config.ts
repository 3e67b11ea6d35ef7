import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The page: the same files for the desktop and for a browser. */
export default defineConfig({
  root: path('src/renderer'),
  base: './',
  plugins: [react()],
  resolve: {
    // Its build for browsers asks the document, which the worker that reads Markdown does not have.
    alias: {
      'decode-named-character-reference': path('node_modules/decode-named-character-reference/index.js'),
    },
  },
  build: {
    outDir: path('out/renderer'),
    emptyOutDir: true,
    // The oldest shell that the end-to-end tests run in.
    target: 'chrome108',
    sourcemap: true,
    license: { fileName: 'licences.md' },
    // One file: an open page asks nothing more of its port, which another program may have taken meanwhile.
    rolldownOptions: { output: { codeSplitting: false } },
    cssCodeSplit: false,
    chunkSizeWarningLimit: 5_000,
    reportCompressedSize: false,
  },
})
