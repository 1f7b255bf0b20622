import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { account, officers } from './account.ts'
import { burst } from './burst.ts'
import { type Child, root, startChild, startProgram } from './child.ts'
import { answerText, delivery, textMessage } from './envelope.ts'

/** The stand-in WeCom as the bench asks it. */
export interface StandIn {
  url: string
  seen(): Promise<Seen>
  /** Answers each call after so many ms. */
  latency(ms: number): Promise<void>
  stop(): Promise<void>
}

const Seen = z.object({ sends: z.number(), updates: z.number(), lastAt: z.number(), press: z.string() })
type Seen = z.infer<typeof Seen>

export async function startStandIn(people: number): Promise<StandIn> {
  const child = await startProgram('bench/stand-in.ts', [String(people)])
  return {
    url: child.ready,
    seen: async () => Seen.parse(await child.ask({ ask: 'seen' })),
    latency: async ms => void (await child.ask({ ask: 'latency', ms })),
    stop: () => child.stop(),
  }
}

/** The production build, running as `npm run serve` runs it. */
export interface Product {
  process: Child
  url: string
  standIn: StandIn
  /** Milliseconds from spawning until `/readyz` said 200. */
  readyIn: number
  /** Delivers a text and gives the passive answer. */
  say(from: string, words: string): Promise<string>
  /** Issues a study to everybody and waits until each card has gone out. Gives what its button says. */
  publish(): Promise<string>
  stop(): Promise<void>
}

/** Builds where nothing, or something older, is built. */
export function ensureBuilt(): void {
  execFileSync(process.execPath, [join(root, 'scripts/prepare.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

export interface ProductOptions {
  people: number
  /** A folder that is there already; else a new one, removed at the end. */
  folder?: string
}

export async function startProduct({ people, folder }: ProductOptions): Promise<Product> {
  const standIn = await startStandIn(people)
  const data = folder ?? (await temporaryFolder())
  const started = performance.now()
  const server = await startChild({
    args: [...profiling(), join(root, 'dist/serve.js')],
    env: {
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: data,
      DATA_KEY: account.dataKey.toString('base64'),
      SESSION_SECRET: 'a bench session secret of enough length',
      ADMIN_USERIDS: officers.join(','),
      PUBLIC_URL: 'http://127.0.0.1:9',
      WECOM_API_BASE: standIn.url,
      WECOM_CORP_ID: account.corpId,
      WECOM_AGENT_ID: String(account.agentId),
      WECOM_SECRET: account.secret,
      WECOM_TOKEN: account.token,
      WECOM_ENCODING_AES_KEY: account.aesKey,
    },
    readyIn: line => /"url":"(http:[^"]+)","msg":"listening"/.exec(line)?.[1] ?? null,
  })
  const url = server.ready
  while (!(await fetch(`${url}/readyz`)).ok) await wait(5)
  const readyIn = performance.now() - started

  const say = async (from: string, words: string): Promise<string> => {
    const answer = await burst(url, [delivery(new URL(url).host, textMessage(from, words))])
    if (answer.failed) throw new Error(`the product did not take: ${words.slice(0, 20)}`)
    return answerText(answer.bodies[0] ?? '')
  }
  let studies = 0
  return {
    process: server,
    url,
    standIn,
    readyIn,
    say,
    publish: async () => {
      const before = await standIn.seen()
      const officer = officers[studies++ % officers.length] ?? ''
      await say(officer, `发布学习\n${noticeText(studies)}`)
      const answer = await say(officer, '发布')
      if (!answer.includes('已发布')) throw new Error(`not issued: ${answer}`)
      for (;;) {
        const { sends, press } = await standIn.seen()
        if (sends >= before.sends + Math.ceil(people / 1000) && press !== before.press) break
        await wait(5)
      }
      // The office's preview card and the last commits.
      await wait(300)
      return (await standIn.seen()).press
    },
    stop: async () => {
      await server.stop()
      await standIn.stop()
      if (folder === undefined) await rm(data, { recursive: true, force: true })
    },
  }
}

/** `PROFILE=folder npm run bench -- callback` leaves a CPU profile of each serving process there. */
function profiling(): string[] {
  const folder = process.env['PROFILE']
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'qingfeng-bench-'))

/** Each has a title of its own: the office is asked before the same one is issued again. */
const noticeText = (number: number): string => `关于开展第 ${number} 期党风廉政学习的通知
各科室：
为持续加强行业作风建设，请全体职工认真学习本月材料，结合岗位实际对照检查，守住廉洁从业底线。
一、学习内容：医疗卫生机构工作人员廉洁从业九项准则。
二、学习要求：请于 12 月 25 日前完成学习并确认。
纪委办公室
2026 年 11 月 12 日`
