// npm run drill -- [KILLS]: kills the bot again and again at random moments (100 times by default), then a second time
// with a WeCom that fails; then lives a month of 1,000 people, killed at random all along. SEED=n repeats one.
import { held } from './held.ts'
import { killBurst } from './kills.ts'
import { liveMonth } from './month/month.ts'

const kills = Number(process.argv[2] ?? 100)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed))
  throw new Error('usage: SEED=n npm run drill -- KILLS')

const drills = {
  [`kills: ${kills}, 1000 people`]: () => killBurst({ kills, seed, people: 1000 }),
  [`kills and outages: ${Math.ceil(kills / 5)}, 300 people`]: () =>
    killBurst({ kills: Math.ceil(kills / 5), seed, people: 300, outages: true }),
  'a month of 1000 people': () => liveMonth({ people: 1000, seed, lives: 4000 }),
}
for (const [name, run] of Object.entries(drills)) {
  process.stdout.write(`${name}: SEED=${seed}\n`)
  const result = await run()
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n${held(result) ? 'held' : 'NOT HELD'}\n`)
  if (!held(result)) process.exitCode = 1
}
