import { z } from 'zod'
import { startProgram } from '../child.ts'
import { atMost, type Line } from '../report.ts'
import { medianRatio } from '../stats.ts'

const rounds = 5
/** µs of CPU. */
export const JournalCost = z.number()

/** A commit of the embedded store against a bare journal: one JSON line, many sharing one fdatasync. */
export async function commit(): Promise<Line[]> {
  const program = await startProgram('bench/journal.ts')
  const ask = async (measure: 'bare' | 'commit') => JournalCost.parse(await program.ask({ measure }))
  const measured: { bare: number; commit: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    const cost = { bare: await ask('bare'), commit: await ask('commit') }
    if (round > 0) measured.push(cost)
  }
  await program.stop()
  const ratio = medianRatio(
    measured,
    cost => cost.commit,
    cost => cost.bare,
  )
  return [atMost('commit of key, confirmation and message, CPU ÷ bare journal append', ratio, 2)]
}
