// npm run doctor: says line by line whether this installation can go live. Sends nobody a message, changes nothing.
import { examine } from '../bot/doctor.ts'
import { readConfig } from '../config.ts'
import { explained } from './explained.ts'
import { runningBot } from './running-bot.ts'

await explained(async () => {
  const config = readConfig(process.env)
  const { wecom, publicUrl, proxy, dataDir, bot } = config
  const running = bot === null ? null : await runningBot(config)
  const findings = await examine({ ...wecom, publicUrl, proxy, dataDir, bot }, { now: Date.now, running })
  for (const { ok, line } of findings) process.stdout.write(`${ok ? '✓' : '✗'} ${line}\n`)
  const wrong = findings.filter(({ ok }) => !ok).length
  process.stdout.write(wrong ? `\n有 ${wrong} 项需要处理，处理后再运行一次。\n` : '\n可以上线。\n')
  process.exitCode = wrong ? 1 : 0
})
