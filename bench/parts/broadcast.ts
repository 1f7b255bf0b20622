import { setTimeout as wait } from 'node:timers/promises'
import { officers } from '../account.ts'
import { startProduct } from '../product.ts'
import { atMost, figure, type Line } from '../report.ts'
import { median } from '../stats.ts'

const people = 5000
const calls = Math.ceil(people / 1000)
/** What a call to WeCom takes at least, ms. */
const roundTrip = 20
const rounds = 5

/** One text to 5,000 people, against as few calls as WeCom allows, one after another. */
export async function broadcast(): Promise<Line[]> {
  const product = await startProduct({ people })
  const { standIn } = product
  const times: number[] = []
  let made = 0
  for (let round = 0; round <= rounds; round++) {
    const officer = officers[round] ?? ''
    await product.say(officer, `群发\n请各科室于本周五前完成自查，第 ${round} 次通知。`)
    await wait(500)
    const before = await standIn.seen()
    await standIn.latency(roundTrip)
    const started = Date.now()
    await product.say(officer, '发布')
    while ((await standIn.seen()).sends < before.sends + calls) await wait(10)
    // A call has come in; its answer goes back a round trip later.
    const took = (await standIn.seen()).lastAt + roundTrip - started
    await wait(200)
    await standIn.latency(0)
    if (round === 0) continue
    times.push(took)
    made += (await standIn.seen()).sends - before.sends
  }
  await product.stop()
  const floor = calls * roundTrip
  return [
    atMost('broadcast to 5,000, calls ÷ ⌈n/1000⌉', made / rounds / calls, 1),
    atMost(
      'broadcast to 5,000, from the word to the last answer ÷ ⌈n/1000⌉ × round trip',
      median(times) / floor,
      1.1,
      '',
      `${figure(median(times))} ms, round trip ${roundTrip} ms`,
    ),
  ]
}
