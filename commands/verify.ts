// npm run -s verify: checks the whole evidence of DATA_DIR; prints one JSON line. Only reads; may run beside the bot.
import { readDataConfig } from '../config.ts'
import { verifyEvidence } from '../handlers/evidence/verify.ts'
import { openForReading } from '../store/lowdb/reading.ts'
import { explained } from './explained.ts'

await explained(async () => {
  const { dataDir, dataKeys } = readDataConfig(process.env)
  const store = await openForReading({ folder: dataDir, keys: dataKeys })
  const verdict = await store.read(verifyEvidence)
  await store.close()
  process.stdout.write(`${JSON.stringify(verdict)}\n`)
  process.exitCode = verdict.ok ? 0 : 1
})
