import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { officers } from '../account.ts'
import { burst } from '../burst.ts'
import { delivery, textMessage } from '../envelope.ts'
import { peopleOf } from '../hospital.ts'
import { type Product, startProduct, temporaryFolder } from '../product.ts'
import { atMost, figure, type Line, told } from '../report.ts'
import { median } from '../stats.ts'

const people = 3000
const rounds = 3
const userids = peopleOf(people).map(({ userid }) => userid)

/** The archive of a month of 3,000 people, and what people who confirm meanwhile notice of it. */
export async function archive(): Promise<Line[]> {
  const folder = await temporaryFolder()
  const product = await startProduct({ people, folder })
  const measured: { alone: number; seconds: number; cpu: number; without: number; beside: number; bytes: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    const without = await confirmAll(product)
    // What was confirmed is sealed within four seconds; the archive waits for nothing then.
    await wait(4500)
    await product.process.watchPauses()
    const before = await product.process.usage()
    const made = await makeOne(product, folder, round)
    const { cpu } = await product.process.usage()
    const alone = await product.process.longestPause()
    await product.publish()
    const making = makeOne(product, folder, round + 5)
    const beside = await confirmAll(product, false)
    await making
    if (round > 0) measured.push({ alone, without, beside, cpu: cpu - before.cpu, ...made })
  }
  await product.stop()
  const bytes = median(measured.map(one => one.bytes))
  const plain = await writingPlainly(join(folder, 'plain'), bytes)
  await rm(folder, { recursive: true, force: true })
  const of = (pick: (one: (typeof measured)[number]) => number): number => median(measured.map(pick))
  return [
    told(
      `archive of ${people}: from the word to the file`,
      `${figure(of(one => one.seconds))} s, ${figure(of(one => one.cpu) / 1e6)} s CPU, ${figure(bytes / 1e6)} MB`,
    ),
    told('the same ÷ writing the same bytes plainly', figure((of(one => one.seconds) * 1000) / plain)),
    told('longest pause while it is made and nobody writes', `${figure(of(one => one.alone))} ms`),
    atMost(
      `longest pause of a burst of ${people} beside it, more than without`,
      Math.max(0, of(one => one.beside) - of(one => one.without)),
      30,
      ' ms',
      `${figure(of(one => one.beside))} and ${figure(of(one => one.without))} ms`,
    ),
  ]
}

/** Everybody confirms a study by word. Gives the longest pause, ms. */
async function confirmAll(product: Product, publish = true): Promise<number> {
  if (publish) await product.publish()
  const requests = userids.map(userid => delivery('bench', textMessage(userid, '已学习')))
  await product.process.watchPauses()
  const { failed } = await burst(product.url, requests)
  if (failed) throw new Error(`${failed} confirmations failed`)
  return product.process.longestPause()
}

async function makeOne(product: Product, folder: string, round: number): Promise<{ seconds: number; bytes: number }> {
  const made = join(folder, 'made')
  const files = async (): Promise<string[]> =>
    (await readdir(made).catch(() => [])).filter(name => !name.endsWith('.tmp'))
  const before = new Set(await files())
  const started = performance.now()
  await product.say(officers[round % officers.length] ?? '', '导出台账')
  for (;;) {
    const name = (await files()).find(one => !before.has(one))
    if (name) return { seconds: (performance.now() - started) / 1000, bytes: (await stat(join(made, name))).size }
    await wait(20)
  }
}

/** Milliseconds to write and sync so many bytes. */
async function writingPlainly(path: string, bytes: number): Promise<number> {
  const buffer = Buffer.alloc(bytes, 7)
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const started = performance.now()
    const file = await open(path, 'w')
    await file.write(buffer)
    await file.sync()
    await file.close()
    times.push(performance.now() - started)
  }
  return median(times)
}
