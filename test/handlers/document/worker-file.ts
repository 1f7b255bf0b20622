// Stands in for `handlers/document/formats/worker-file.ts` under vitest: the worker built from the source as it is.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../..', import.meta.url))
// Beside node_modules, so that imports resolve; each process has its own.
const folder = join(root, 'node_modules', '.cache', 'qingfeng', `file-worker-${process.pid}`)
mkdirSync(folder, { recursive: true })
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
await build({
  absWorkingDir: root,
  entryPoints: ['handlers/document/formats/worker.ts'],
  outfile: join(folder, 'file-worker.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
})

export const workerFile = pathToFileURL(join(folder, 'file-worker.js'))
