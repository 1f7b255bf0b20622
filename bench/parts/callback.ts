import { setTimeout as wait } from 'node:timers/promises'
import { type Burst, burst } from '../burst.ts'
import { type Child, startProgram } from '../child.ts'
import { delivery, pressMessage, textMessage } from '../envelope.ts'
import { peopleOf } from '../hospital.ts'
import { type Product, startProduct } from '../product.ts'
import { atMost, figure, type Line, told } from '../report.ts'
import { median, medianRatio, percentile } from '../stats.ts'

const people = 5000
const rounds = 5
const userids = peopleOf(people).map(({ userid }) => userid)

/** One burst at one server: its CPU in µs a request, the longest pause of its event loop in ms, and how it went. */
interface Measured extends Burst {
  cpu: number
  pause: number
}

/** 5,000 confirmations in one burst, against a bare Koa and against HTTP and crypto alone. */
export async function callback(): Promise<Line[]> {
  const koa = await startProgram('bench/floors/koa.ts')
  const floor = await startProgram('bench/floors/crypto.ts')
  const byWord = await startProduct({ people })
  const byPress = await startProduct({ people })
  const measured: Record<'koa' | 'floor' | 'word' | 'press', Measured>[] = []
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const words = userids.map(userid => delivery('bench', textMessage(userid, '已学习')))
    const one = {
      koa: await measure(koa, koa.ready, words),
      floor: await measure(floor, floor.ready, words),
      word: await confirmByWord(byWord),
      press: await confirmByPress(byPress),
    }
    if (round > 0) measured.push(one)
  }
  await Promise.all([koa.stop(), floor.stop(), byWord.stop(), byPress.stop()])

  type Round = (typeof measured)[number]
  const cpu = (one: keyof Round, other: keyof Round) =>
    medianRatio(
      measured,
      r => r[one].cpu,
      r => r[other].cpu,
    )
  const rate = (one: keyof Round, other: keyof Round) =>
    medianRatio(
      measured,
      r => r[other].seconds,
      r => r[one].seconds,
    )
  const p99 = (name: keyof Round) => median(measured.map(round => percentile(round[name].latencies, 0.99)))
  const micros = (name: keyof Round) => `${figure(median(measured.map(round => round[name].cpu)))} µs`
  return [
    atMost('confirmation by word, CPU ÷ HTTP + crypto floor', cpu('word', 'floor'), 1.5, '', micros('word')),
    atMost('confirmation by word, CPU ÷ bare Koa', cpu('word', 'koa'), 2.2, '', `bare Koa ${micros('koa')}`),
    atMost('confirmation by card with its card update, CPU ÷ bare Koa', cpu('press', 'koa'), 3.5, '', micros('press')),
    told('HTTP + crypto floor, CPU ÷ bare Koa', figure(cpu('floor', 'koa'))),
    told(
      'throughput of 5,000 by word ÷ bare Koa; ÷ floor',
      `${figure(rate('word', 'koa'))}; ${figure(rate('word', 'floor'))}`,
    ),
    told('throughput of 5,000 by card ÷ bare Koa', figure(rate('press', 'koa'))),
    told(
      'p99 of the burst: by word; by card; floor; bare Koa',
      `${(['word', 'press', 'floor', 'koa'] as const).map(name => figure(p99(name))).join('; ')} ms`,
    ),
  ]
}

/** CPU from the first request until the last answer and all that `settled` waits for. */
export async function measure(
  child: Child,
  url: string,
  requests: readonly Buffer[],
  settled?: () => Promise<void>,
): Promise<Measured> {
  await child.watchPauses()
  const before = await child.usage()
  const result = await burst(url, requests)
  await settled?.()
  const after = await child.usage()
  if (result.failed) throw new Error(`${result.failed} requests of ${url} failed`)
  return { ...result, cpu: (after.cpu - before.cpu) / requests.length, pause: await child.longestPause() }
}

/** Everybody writes 已学习, and is answered at once. */
export async function confirmByWord(product: Product): Promise<Measured> {
  await product.publish()
  const requests = userids.map(userid => delivery('bench', textMessage(userid, '已学习')))
  const result = await measure(product.process, product.url, requests)
  await allCounted(product)
  return result
}

/** Everybody presses the card's button; each card is changed. */
export async function confirmByPress(product: Product): Promise<Measured> {
  const press = await product.publish()
  const requests = userids.map((userid, place) => delivery('bench', pressMessage(userid, press, `code${place}`)))
  const before = (await product.standIn.seen()).updates
  const result = await measure(product.process, product.url, requests, async () => {
    while ((await product.standIn.seen()).updates < before + people) await wait(20)
  })
  await allCounted(product)
  return result
}

async function allCounted(product: Product): Promise<void> {
  const progress = await product.say(userids[0] ?? '', '进度')
  if (!progress.includes(`应学 ${people} 人，已确认 ${people} 人，未确认 0 人`))
    throw new Error(`not all counted: ${progress}`)
}
