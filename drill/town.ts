import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSandbox } from '../sandbox/open.ts'
import type { HospitalPlan, LocalMessage, Sandbox } from '../sandbox/wire.ts'
import { openForReading } from '../store/lowdb/reading.ts'
import type { ReadTx } from '../store/transaction.ts'
import { type BotProcess, botProcess } from './bot.ts'
import { ensureBuilt } from './built.ts'
import { officer } from './hospital.ts'
import { openWitness, type Witness } from './witness.ts'

/** A local WeCom, the bot as a process of its own, and a witness between them. */
export interface DrillTown {
  sandbox: Sandbox
  bot: BotProcess
  witness: Witness
  /** The office issues a study to everybody. Gives how many are asked. */
  publish(title: string): Promise<number>
  /** Reads the bot's folder, also while the bot works in it. */
  read<A>(work: (tx: ReadTx) => Promise<A>): Promise<A>
  close(): Promise<void>
}

export interface DrillOptions {
  /** The hospital; `officer` is its office. */
  plan: HospitalPlan
  /** Says of each answer of the bot whether it is lost on its way to WeCom. */
  loses: () => boolean
}

const dataKey = Buffer.alloc(32, 7)

export async function openDrillTown({ plan, loses }: DrillOptions): Promise<DrillTown> {
  await ensureBuilt()
  const folder = await mkdtemp(join(tmpdir(), 'qingfeng-drill-'))
  // Repeats come sooner than WeCom's, and still outlast a start of the bot.
  const switches = { repeatAfter: 1000, repeatOnStatus: true }
  const sandbox = await openSandbox({ plan, now: Date.now, switches })
  const bot = await botProcess({
    ...sandbox.env,
    ADMIN_USERIDS: officer,
    DATA_DIR: folder,
    DATA_KEY: dataKey.toString('base64'),
    SESSION_SECRET: 'a drill session secret of enough length',
    LOG_LEVEL: 'warn',
  })
  const witness = await openWitness({
    target: `${bot.url}/wecom/callback`,
    corpId: sandbox.env['WECOM_CORP_ID'] ?? '',
    aesKey: sandbox.env['WECOM_ENCODING_AES_KEY'] ?? '',
    loses,
  })
  sandbox.callback(witness.url)
  await bot.start()
  return {
    sandbox,
    bot,
    witness,
    publish: async title => {
      await sandbox.say(officer, `发布学习\n${noticeText(title)}`)
      await sandbox.say(officer, '发布')
      const said = sandbox.messages(officer).map(textIn)
      const issued = said.findLast(words => words.includes('已发布') && words.includes(title))
      if (issued === undefined) throw new Error(`not issued: ${said.at(-1)}`)
      return Number(/正在送达 (\d+) 人/.exec(issued)?.[1])
    },
    read: async work => {
      const store = await openForReading({ folder, keys: [dataKey] })
      const answer = await store.read(work)
      await store.close()
      return answer
    },
    close: async () => {
      await bot.kill()
      await witness.close()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The text of a plain message, or nothing. */
export const textIn = ({ content }: LocalMessage): string => (content.type === 'text' ? content.text : '')

const noticeText = (title: string): string => `${title}
各科室：
请全体职工认真学习本月材料，对照检查，守住廉洁从业底线，学习后确认。
纪委办公室
2026年11月12日`
