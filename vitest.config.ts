import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The worker that reads files is built from its source. */
const workerFile = fileURLToPath(new URL('test/handlers/document/worker-file.ts', import.meta.url))

export default defineConfig({
  resolve: { alias: [{ find: /^\.\/worker-file\.ts$/, replacement: workerFile }] },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
