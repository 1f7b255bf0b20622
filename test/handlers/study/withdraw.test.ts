import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallOutcome, Post } from '../../../handlers/post.ts'
import { accepted, openWorkerBench, scriptedPost, type WorkerBench } from '../../cron/worker-bench.ts'
import { novemberNotice } from '../../notices.ts'

describe('a withdrawal while the notice is being sent', () => {
  let bench: WorkerBench
  let serial = 0
  beforeEach(async () => {
    bench = await openWorkerBench()
  })
  afterEach(() => bench.close())

  const says = async (message: string): Promise<string> => {
    const at = bench.clock.now()
    const key = `202611:msg:${serial++}`
    const input = { message, sent: at }
    const { text } = await bench.perform({ key, act: 'chat.text', input, who: 'jiwei', reply: { passive: 4096 }, at })
    return text ?? ''
  }
  /** Withdraws in the middle of the first call that carries the card; then that call comes to `outcome`. */
  function withdrawing(outcome: CallOutcome) {
    const { post, made } = scriptedPost([])
    const sayings: string[] = []
    const plan: Post['plan'] = (saying, ...rest) => {
      sayings.push(saying.kind)
      return post.plan(saying, ...rest)
    }
    const make: Post['make'] = async body => {
      const answer = await post.make(body)
      if (!body.includes('study.confirm') || done) return answer
      done = true
      told = await says('撤回 附件有误')
      return outcome
    }
    let done = false
    let told = ''
    return { worker: bench.open({ plan, make }), made, sayings, told: () => told }
  }
  const publish = async () => {
    await says(`发布学习\n${novemberNotice}`)
    await says('发布')
  }

  it('closes the cards of a call that WeCom takes just after it', async () => {
    const { worker, sayings, told } = withdrawing({ ...accepted, responseCode: 'code-1' })
    await publish()
    await worker.drain()
    expect(told()).toContain('收到的卡片会变为“已撤回”')
    expect(sayings).toContain('close-all')
  })

  it('does not try again what may not have arrived, and names it as unknown', async () => {
    const { worker, made } = withdrawing({ kind: 'unknown' })
    await publish()
    await worker.drain()
    bench.clock.add(60_000)
    await worker.drain()
    expect(made.filter(({ body }) => body.includes('study.confirm'))).toHaveLength(1)
    expect(await says('送达')).toContain('是否送达待核实')
  })

  it('does not send again what WeCom was too busy to take', async () => {
    const { worker, made } = withdrawing({ kind: 'busy', wait: null, fault: null, code: -1 })
    await publish()
    await worker.drain()
    bench.clock.add(60_000)
    await worker.drain()
    expect(made.filter(({ body }) => body.includes('study.confirm'))).toHaveLength(1)
    expect(await says('送达')).toContain('已送达企业微信 0 人')
  })

  it('said twice withdraws one notice, not the one before it too', async () => {
    await publish()
    bench.clock.add(60_000)
    await publish()
    expect(await says('撤回 附件有误')).toContain('已撤回')
    bench.clock.add(2000)
    expect(await says('撤回 附件有误')).toContain('没有再撤回')
    expect(await bench.store.read(tx => tx.notices.count('state', ['issued']))).toBe(1)
    expect(await says('撤回 前一份的附件也有误')).toContain('已撤回')
  })
})
