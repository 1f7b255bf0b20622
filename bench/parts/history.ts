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
const rounds = 5
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
  const measured: { empty: number; full: number; emptyPause: number; fullPause: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    await Promise.all([empty.process.watchPauses(), full.process.watchPauses()])
    const one = {
      empty: (await confirmByWord(empty)).cpu,
      emptyPause: await empty.process.longestPause(),
      full: (await confirmByWord(full)).cpu,
      fullPause: await full.process.longestPause(),
    }
    if (round > 0) measured.push(one)
  }
  const rss = { empty: (await empty.process.usage()).rss / megabyte, full: (await full.process.usage()).rss / megabyte }
  await Promise.all([empty.stop(), full.stop()])
  const ratio = medianRatio(
    measured,
    round => round.full,
    round => round.empty,
  )
  const pause = (name: 'emptyPause' | 'fullPause') => median(measured.map(round => round[name]))
  return [
    atMost(`confirmation at ${filled} ÷ empty, CPU, checkpoints written meanwhile`, ratio, 1.2),
    atMost(`memory at ${filled} (RSS)`, rss.full, 250, ' MB', `empty ${figure(rss.empty)} MB`),
    atMost(
      `longest pause at ${filled}, median of bursts`,
      pause('fullPause'),
      30,
      ' ms',
      `empty ${figure(pause('emptyPause'))} ms`,
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
