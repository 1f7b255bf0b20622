import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The threads that read files and that print are built from their sources. */
const workerFile = fileURLToPath(new URL('test/handlers/document/worker-file.ts', import.meta.url))
const printWorkerFile = fileURLToPath(new URL('test/handlers/print/worker-file.ts', import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^\.\/worker-file\.ts$/, replacement: workerFile },
      { find: /^\.\/print-worker-file\.ts$/, replacement: printWorkerFile },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
