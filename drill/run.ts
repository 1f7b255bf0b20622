// npm run drill -- [KILLS]: kills the bot again and again at random moments (100 times by default), then a second time
// with a WeCom that fails. SEED=n repeats one.
import { type KillsOptions, type KillsResult, killBurst } from './kills.ts'

const kills = Number(process.argv[2] ?? 100)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed))
  throw new Error('usage: SEED=n npm run drill -- KILLS')

const drills: Record<string, KillsOptions> = {
  kills: { kills, seed, people: 1000 },
  'kills and outages': { kills: Math.ceil(kills / 5), seed, people: 300, outages: true },
}
for (const [name, options] of Object.entries(drills)) {
  process.stdout.write(`${name}: SEED=${seed}, ${options.kills} kills, ${options.people} people\n`)
  const result = await killBurst(options)
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n${held(result) ? 'held' : 'NOT HELD'}\n`)
  if (!held(result)) process.exitCode = 1
}

function held(result: KillsResult): boolean {
  const { lost, miscounted, wrongCards, leftOpen, findings, verified } = result
  return verified && [lost, miscounted, wrongCards, leftOpen, findings].every(wrong => !wrong.length)
}
