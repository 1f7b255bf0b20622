import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyEvidence } from '../../../handlers/evidence/verify.ts'
import { progressOf, type StudyProgress } from '../../../handlers/study/progress.ts'
import { rosterOf } from '../../../handlers/study/roster.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import { type Bench, openBench } from '../../desk.ts'
import { novemberNotice } from '../../notices.ts'

const staff = { zhangwei: 'zhangwei', zhao: '赵敏', yan: '鄢㛃', zhangwei2: 'zhangwei2', wu: '吴静', yeban: '陈夜' }
type Staff = keyof typeof staff

/** What somebody says, in the order it is said; `office` speaks for the heads, `head` for 心内科 with the other two. */
const deeds: Record<string, (name: string) => [speaker: 'self' | 'office' | 'head', words: string][]> = {
  confirm: () => [['self', '已学习']],
  leave: () => [['self', '请假 外出']],
  exempt: () => [['self', '免学 返聘']],
  agree: name => [['office', `同意 ${name} 请假`]],
  'agree to exempt': name => [['office', `同意 ${name} 免学`]],
  'leave and agree': name => [
    ['self', '请假 外出'],
    ['office', `同意 ${name} 请假`],
  ],
  'exempt and agree': name => [
    ['self', '免学 返聘'],
    ['office', `同意 ${name} 免学`],
  ],
  refuse: name => [['office', `不同意 ${name} 请假 人手不够`]],
  back: () => [['self', '销假']],
  offline: name => [
    ['office', `代录 ${name} 线下学习`],
    ['office', '确认'],
  ],
  'end offline': name => [['office', `撤销代录 ${name}`]],
  object: () => [['self', '异议']],
  'object to the text': () => [
    ['self', '异议 附件有误'],
    ['office', '待办'],
  ],
  joint: () => [
    ['head', '今天上午集中学习，王新主持，应到3实到3'],
    ['head', '确认'],
  ],
  'joint without one': () => [
    ['head', '今天上午集中学习，王新主持，应到3实到2，赵敏夜班'],
    ['head', '确认'],
  ],
  'joint withdrawn': () => [
    ['head', '集中学习 撤回'],
    ['head', '确认'],
  ],
  outsider: () => [
    ['office', '代录 刘某某 规培 内科'],
    ['office', '确认'],
  ],
}

const speakers: Record<string, string> = { office: 'jiwei', head: 'wangxin' }

const history = fc.array(
  fc.record({
    who: fc.constantFrom(...(Object.keys(staff) as Staff[])),
    what: fc.constantFrom(...Object.keys(deeds)),
  }),
  { minLength: 5, maxLength: 25 },
)

const sum = (counts: StudyProgress['otherwise']): number => Object.values(counts).reduce((a, b) => a + b, 0)

async function play(bench: Bench, steps: { who: Staff; what: string }[]): Promise<void> {
  let serial = 0
  const say = async (who: string, message: string): Promise<void> => {
    bench.clock.add(1000)
    const at = bench.clock.now()
    const input = { message, sent: at }
    await bench.perform({ key: `202611:${++serial}`, act: 'chat.text', input, who, reply: 'return', at })
  }
  await say('jiwei', `发布学习\n${novemberNotice}`)
  await say('jiwei', '发布')
  for (const { who, what } of steps) {
    for (const [speaker, words] of deeds[what]?.(staff[who]) ?? []) await say(speakers[speaker] ?? who, words)
  }
}

describe('the numbers of a study', () => {
  it('add up to everybody asked, whoever confirms, asks for leave, takes back, is recorded or objects', async () => {
    const seen = new Set<string>()
    const property = fc.asyncProperty(history, async steps => {
      const bench = await openBench()
      try {
        await play(bench, steps)
        for (const kind of await bench.store.read(checked)) seen.add(kind)
      } finally {
        await bench.close()
      }
    })
    await fc.assert(property, { numRuns: 25, seed: 2026 })
    expect([...seen].sort()).toEqual(['exempt', 'joint', 'leave', 'offline'])
  }, 60_000)
})

/** Holds progress, departments, roster and evidence to one another; gives the standings that occurred. */
async function checked(tx: ReadTx): Promise<string[]> {
  const [notice] = await tx.notices.list('state', ['issued'])
  const progress = await progressOf(tx, notice?.id ?? '', null)
  const roster = await rosterOf(tx, notice?.id ?? '')
  if (!progress || !roster) throw new Error('no progress')
  const { asked, confirmed, otherwise, missing } = progress
  expect(asked).toBe(14)
  expect(confirmed + sum(otherwise) + missing).toBe(asked)
  for (const one of progress.departments) {
    expect(one.confirmed + sum(one.otherwise) + one.missing.length).toBe(one.asked)
  }
  expect({ ...roster.otherwise }).toEqual({ ...otherwise })
  expect([roster.asked, roster.confirmed, roster.missing]).toEqual([asked, confirmed, missing])
  expect(progress.outsiders).toBeLessThanOrEqual(1)
  expect(await verifyEvidence(tx)).toMatchObject({ ok: true })
  return Object.keys(otherwise)
}
