import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds the code of a thread from its source as it is, as `scripts/build.mjs` does for the product. */
export async function buildWorker(source: string, name: string): Promise<URL> {
  // Beside node_modules, so that imports resolve; each process has its own.
  const folder = join(root, 'node_modules', '.cache', 'qingfeng', `${name}-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: join(folder, `${name}.js`),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  return pathToFileURL(join(folder, `${name}.js`))
}
