// Builds everything that runs: the commands (esbuild), the product's pages and the local WeCom's page (Vite).
// Into a folder of its own first, so that a build that fails or overlaps another leaves the last one standing.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const sources = ['commands', 'bot', 'handlers', 'store', 'cron', 'web', 'sandbox', 'scripts']
/** The commands, and the threads that read files and that print, which the `…worker-file.ts` beside them look for. */
const entries = [
  ...readdirSync(join(root, 'commands'))
    .filter(name => name.endsWith('.ts'))
    .map(name => ({ in: `commands/${name}`, out: name.slice(0, -'.ts'.length) })),
  { in: 'handlers/document/formats/worker.ts', out: 'file-worker' },
  { in: 'handlers/print/worker.ts', out: 'print-worker' },
]

/** The newest change among the sources; 0 where only the built product is installed. */
function newestSource() {
  let newest = 0
  const look = path => {
    const stat = statSync(path)
    if (stat.isDirectory()) {
      for (const name of readdirSync(path)) if (name !== 'node_modules') look(join(path, name))
    } else newest = Math.max(newest, stat.mtimeMs)
  }
  for (const name of [...sources, 'main.ts', 'config.ts', 'package.json']) {
    if (existsSync(join(root, name))) look(join(root, name))
  }
  return newest
}

/** Whether what stands in `dist` was built from the sources as they are. */
export function isBuilt() {
  const stamp = join(dist, '.built')
  return existsSync(stamp) && statSync(stamp).mtimeMs >= newestSource()
}

export async function build() {
  const started = Date.now()
  const { NODE_ENV } = process.env
  const [{ build: bundle }, { build: buildPage }] = await Promise.all([import('esbuild'), import('vite')])
  const target = join(root, `.dist-${process.pid}`)
  mkdirSync(target, { recursive: true })
  try {
    await bundle({
      absWorkingDir: root,
      entryPoints: entries,
      outdir: target,
      bundle: true,
      splitting: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      sourcemap: true,
      logLevel: 'warning',
    })
    for (const [config, folder] of [
      ['web/pages/vite.config.ts', 'pages'],
      ['sandbox/page/vite.config.ts', 'sandbox-page'],
    ]) {
      await buildPage({
        configFile: join(root, config),
        logLevel: 'warn',
        build: { outDir: join(target, folder), emptyOutDir: true },
      })
    }
    writeFileSync(join(target, '.built'), '')
    const old = `${target}-old`
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(target, dist)
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(target, { recursive: true, force: true })
    // Vite leaves its own behind, and what is built may run in this very process.
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
  process.stderr.write(`built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
