// Runs a TypeScript program of the bench or the drills: bundled beside node_modules, so that imports resolve.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const [program = '', ...rest] = process.argv.slice(2)
const folder = join(root, 'node_modules', '.cache', 'qingfeng')
mkdirSync(folder, { recursive: true })
const outfile = join(folder, `${program.replaceAll('/', '-').replace(/\.ts$/, '')}.mjs`)
await build({
  absWorkingDir: root,
  entryPoints: [program],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
})
process.argv.splice(1, process.argv.length, program, ...rest)
await import(pathToFileURL(outfile))
