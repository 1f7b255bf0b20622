// Commits of the embedded store in the folder that is its argument (a new one by default), and appends to a bare journal
// beside it; each when asked for.
import { rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openLowdb } from '../store/lowdb/open.ts'
import type { Tx } from '../store/transaction.ts'
import { account } from './account.ts'
import { beReady } from './child.ts'
import { temporaryFolder } from './product.ts'
import { confirmationOf, deedOf, messageOf } from './rows.ts'

const commits = 10_000
const clients = 64
const month = '202611'
const folder = await temporaryFolder()
const store = await openLowdb({
  folder: process.argv[2] ?? join(folder, 'store'),
  keys: [account.dataKey],
  now: Date.now,
  // Checkpoints are written when asked for.
  checkpointBytes: Number.MAX_SAFE_INTEGER,
})
const bare = await bareJournal(join(folder, 'bare.jsonl'))
let serial = Date.now() % 1_000_000_000

/** As many clients as the burst has connections, each with one commit under way. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  let left = commits
  const client = async (): Promise<void> => {
    while (left-- > 0) await work()
  }
  await Promise.all(Array.from({ length: clients }, client))
  const { user, system } = process.cpuUsage(before)
  return (user + system) / commits
}

function rowsOf(): [ReturnType<typeof deedOf>, ReturnType<typeof confirmationOf>, ReturnType<typeof messageOf>] {
  const at = Date.now()
  const id = `${month}-${(++serial).toString(36).padStart(10, '0')}`
  const person = `staff${serial}`
  return [deedOf(month, serial, at), confirmationOf(`${month}-study`, person, at), messageOf(id, person, at)]
}

async function commitOnce(): Promise<void> {
  const [deed, confirmation, message] = rowsOf()
  await store.commit(async (tx: Tx) => {
    if (await tx.deeds.get(deed.key)) return
    await tx.confirmations.add(confirmation)
    await tx.outbox.add(message)
    await tx.deeds.add(deed)
  })
}

const appendOnce = (): Promise<void> => {
  const [deed, confirmation, message] = rowsOf()
  return bare(JSON.stringify({ deed, confirmation, message }))
}

/** Lines that arrive together share one write and one sync, and nothing else is done with them. */
async function bareJournal(path: string): Promise<(line: string) => Promise<void>> {
  const file = await open(path, 'w')
  let waiting: { lines: string[]; told: (() => void)[] } = { lines: [], told: [] }
  let running = false
  const run = async (): Promise<void> => {
    running = true
    while (waiting.lines.length) {
      await new Promise(setImmediate)
      const { lines, told } = waiting
      waiting = { lines: [], told: [] }
      await file.write(`${lines.join('\n')}\n`)
      await file.datasync()
      for (const tell of told) tell()
    }
    running = false
  }
  return line =>
    new Promise(resolve => {
      waiting.lines.push(line)
      waiting.told.push(resolve)
      if (!running) void run()
    })
}

process.once('SIGTERM', () => rmSync(folder, { recursive: true, force: true }))
const Question = z.object({ measure: z.enum(['bare', 'commit']), checkpoint: z.boolean().default(false) })
beReady('', async question => {
  const { measure, checkpoint } = Question.parse(question)
  const written = checkpoint ? store.checkpoint() : Promise.resolve()
  const cost = await cpuOf(measure === 'bare' ? appendOnce : commitOnce)
  await written
  return cost
})
