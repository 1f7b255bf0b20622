// Runs one of the commands: `node scripts/run.mjs serve …`. Builds first where nothing, or something older, is built.
import { existsSync } from 'node:fs'
import { build, isBuilt } from './build.mjs'

const [name = '', ...rest] = process.argv.slice(2)
if (!/^[a-z-]+$/.test(name)) throw new Error('usage: node scripts/run.mjs COMMAND [ARGUMENT …]')
if (!isBuilt()) await build()
// The settings of an installation; what the environment says already goes first. The demonstration has settings of its own.
if (['serve', 'doctor', 'verify', 'backup'].includes(name) && existsSync('.env')) process.loadEnvFile('.env')
process.argv.splice(1, process.argv.length, name, ...rest)
await import(`../dist/${name}.js`)
