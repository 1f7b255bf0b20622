// npm run -s verify [-- --receipt CODE]: checks the whole evidence of DATA_DIR; prints one JSON line. Only reads; may run
// beside the bot. With a code it also says whether that receipt's fact is there, sealed, and agrees with its record.
import { parseArgs } from 'node:util'
import { readDataConfig } from '../config.ts'
import { verifyEvidence } from '../handlers/evidence/verify.ts'
import { verifyReceipt } from '../handlers/receipt/verify.ts'
import { openForReading } from '../store/lowdb/reading.ts'
import { BadUsage, explained } from './explained.ts'

await explained(async () => {
  const receipt = receiptAsked(process.argv.slice(2))
  const { dataDir, dataKeys } = readDataConfig(process.env)
  const store = await openForReading({ folder: dataDir, keys: dataKeys })
  const verdict = await store.read(async tx => {
    const whole = await verifyEvidence(tx)
    if (receipt === undefined) return whole
    const one = await verifyReceipt(tx, receipt)
    return { ...whole, ok: whole.ok && one.agrees, receipt: one }
  })
  await store.close()
  process.stdout.write(`${JSON.stringify(verdict)}\n`)
  process.exitCode = verdict.ok ? 0 : 1
})

/** Undefined where none was named. */
function receiptAsked(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { receipt: { type: 'string' } } }).values.receipt
  } catch {
    throw new BadUsage('请这样写：npm run -s verify，或：npm run -s verify -- --receipt 2611-9F3A2C01')
  }
}
