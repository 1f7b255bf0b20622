import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startProgram } from '../child.ts'
import { fill, filled } from '../fill.ts'
import { startProduct, temporaryFolder } from '../product.ts'
import { atMost, figure, type Line, told } from '../report.ts'
import { median, medianRatio } from '../stats.ts'
import { JournalCost } from './commit.ts'
import { confirmByWord } from './callback.ts'

const people = 5000
const rounds = 3
const starts = 3
const megabyte = 1024 * 1024

/** What half a million old confirmations cost: each new one, the start, memory, pauses. */
export async function history(): Promise<Line[]> {
  const folder = await temporaryFolder()
  const old = join(folder, 'old')
  const young = join(folder, 'young')
  await fill(old)
  const lines = [...(await confirmations(old, young)), ...(await starting(old, young))]
  // Last, since it leaves messages in both that no bot should send.
  lines.push(await storeAlone(old, join(folder, 'store')))
  await rm(folder, { recursive: true, force: true })
  return lines
}

/** Over HTTP, by word; each burst is long enough for a checkpoint or two to be written meanwhile. */
async function confirmations(old: string, young: string): Promise<Line[]> {
  const empty = await startProduct({ people, folder: young })
  const full = await startProduct({ people, folder: old })
  const measured: Record<'empty' | 'full', Awaited<ReturnType<typeof confirmByWord>>>[] = []
  const memory = async () => {
    const [young, old] = await Promise.all([empty.process.usage(), full.process.usage()])
    return { empty: young.rss / megabyte, full: old.rss / megabyte }
  }
  let early = { empty: 0, full: 0 }
  for (let round = 0; round <= rounds; round++) {
    const one = { empty: await confirmByWord(empty), full: await confirmByWord(full) }
    if (round === 0) early = await memory()
    else measured.push(one)
  }
  const late = await memory()
  await Promise.all([empty.stop(), full.stop()])
  const ratio = medianRatio(
    measured,
    round => round.full.cpu,
    round => round.empty.cpu,
  )
  const pause = (name: 'empty' | 'full') => median(measured.map(round => round[name].pause))
  return [
    atMost(`confirmation at ${filled} ÷ empty, CPU, checkpoints written meanwhile`, ratio, 1.2),
    atMost(
      `memory at ${filled} after a burst of ${people} (RSS)`,
      early.full,
      250,
      ' MB',
      `empty ${figure(early.empty)} MB`,
    ),
    told(
      `memory at ${filled} after ${rounds + 1} such bursts`,
      `${figure(late.full)} MB (empty ${figure(late.empty)} MB)`,
    ),
    atMost(
      `longest pause at ${filled} within a burst, median`,
      pause('full'),
      30,
      ' ms',
      `empty ${figure(pause('empty'))} ms`,
    ),
  ]
}

/** The store alone: commits at half a million while a checkpoint is written, against commits into an empty one. */
async function storeAlone(old: string, young: string): Promise<Line> {
  const full = await startProgram('bench/journal.ts', [old])
  const empty = await startProgram('bench/journal.ts', [young])
  const measured: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const cost = JournalCost.parse(await full.ask({ measure: 'commit', checkpoint: true }))
    const against = JournalCost.parse(await empty.ask({ measure: 'commit' }))
    if (round > 0) measured.push(cost / against)
  }
  await Promise.all([full.stop(), empty.stop()])
  return atMost(`commit at ${filled} with a checkpoint being written ÷ empty without, CPU`, median(measured), 1.2)
}

async function starting(old: string, young: string): Promise<Line[]> {
  const measured: { empty: number; full: number }[] = []
  for (let i = 0; i < starts; i++) {
    const one = { empty: 0, full: 0 }
    for (const [name, folder] of [
      ['empty', young],
      ['full', old],
    ] as const) {
      const product = await startProduct({ people, folder })
      one[name] = product.readyIn
      await product.stop()
    }
    measured.push(one)
  }
  const more = median(measured.map(({ empty, full }) => full - empty)) / 1000
  const whole = median(measured.map(({ full }) => full)) / 1000
  return [
    atMost(`loading ${filled}: start to ready, more than empty`, Math.max(0, more), 0.3, ' s'),
    told(`start to ready at ${filled}`, `${figure(whole)} s`),
  ]
}
