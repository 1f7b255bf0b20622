// Runs one of the commands: `node scripts/run.mjs serve …`. Builds first where nothing, or something older, is built.
import { build, isBuilt } from './build.mjs'

const [name = '', ...rest] = process.argv.slice(2)
if (!/^[a-z-]+$/.test(name)) throw new Error('usage: node scripts/run.mjs COMMAND [ARGUMENT …]')
if (!isBuilt()) await build()
process.argv.splice(1, process.argv.length, name, ...rest)
await import(`../dist/${name}.js`)
