// npm run bench -- [PART …]: how fast it is, as ratios to floors measured in the same run.
import { ensureBuilt } from './product.ts'
import { type Line, tableOf } from './report.ts'
import { archive } from './parts/archive.ts'
import { broadcast } from './parts/broadcast.ts'
import { callback } from './parts/callback.ts'
import { commit } from './parts/commit.ts'
import { history } from './parts/history.ts'
import { understand } from './parts/understand.ts'

const parts: Record<string, () => Promise<Line[]>> = { callback, commit, history, broadcast, archive, understand }

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !parts[name])
if (unknown.length) throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)

ensureBuilt()
const lines: Line[] = []
for (const [name, part] of Object.entries(parts)) {
  if (wanted.length && !wanted.includes(name)) continue
  const started = performance.now()
  lines.push(...(await part()))
  process.stderr.write(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s\n`)
}
process.stdout.write(`${tableOf(lines)}\n`)
