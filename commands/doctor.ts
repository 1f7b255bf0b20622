// npm run doctor: says line by line whether this installation can go live. Sends nobody a message, changes nothing.
import { examine } from '../bot/doctor.ts'
import { readConfig } from '../config.ts'
import { explained } from './explained.ts'

await explained(async () => {
  const { wecom, publicUrl, proxy, dataDir } = readConfig(process.env)
  const findings = await examine({ ...wecom, publicUrl, proxy, dataDir }, { now: Date.now })
  for (const { ok, line } of findings) process.stdout.write(`${ok ? '✓' : '✗'} ${line}\n`)
  const wrong = findings.filter(({ ok }) => !ok).length
  process.stdout.write(wrong ? `\n有 ${wrong} 项需要处理，处理后再运行一次。\n` : '\n可以上线。\n')
  process.exitCode = wrong ? 1 : 0
})
