import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { dispatch } from '../../handlers/acts.ts'
import { fileMaker } from '../../handlers/files.ts'
import { makePerform } from '../../handlers/perform.ts'
import { personOf } from '../../handlers/roles.ts'
import type { NoticeRow } from '../../handlers/study/notice.ts'
import { progressOf } from '../../handlers/study/progress.ts'
import { openLowdb } from '../../store/lowdb/open.ts'
import { madeFiles, type MadeFiles } from '../../store/made.ts'
import type { Store } from '../../store/transaction.ts'
import { openWeb, type Web } from '../../web/api/open.ts'
import { png } from '../handlers/document/word-file.ts'
import { testClock, type TestClock } from '../clock.ts'
import { Browser } from './browser.ts'

/** Two hospitals under a bureau, whose pages are open; who logs in is whoever the code names. */
export interface PagesHouse {
  url: string
  web: Web
  store: Store
  made: MadeFiles
  clock: TestClock
  /** A browser of its own; `person` is logged in. */
  visit(person?: string): Promise<Browser>
  /** How often WeCom was asked whose code this is. */
  identified: string[]
  folder: string
  /** Everything logged. */
  logs: object[]
  ready: boolean
  seal(): Promise<void>
  /** Somebody says this to the bot; gives the texts of its answer. */
  say(person: string, message: string): Promise<string>
  close(): Promise<void>
}

export interface PagesOptions {
  pagesFolder?: string
  /** Without pages; by default the address it listens on. */
  publicUrl?: string | null
}

/** The notice everybody of the hospital but the office was asked for. */
export const notice = '202611-0000000november'
/** One of the other hospital. */
export const foreignNotice = '202611-0000000foreign'
export const draft = '202611-0000000draft'
/** The archive of November, made. */
export const archive = '202611-0000000archive'

/** A joint session of 心内科, recorded by its head. */
export const session = '202611-0000000session'

const noticeText = `党风廉政学习通知（2026年11月）
各科室：
请组织学习。
一、学习内容
（一）案例一。
（二）案例二。
医院纪委办`

/** A picture of the notice, and of the draft. */
export const picture = {
  sha256: createHash('sha256').update(png(90)).digest('hex'),
  type: 'image/png' as const,
  bytes: Buffer.from(png(90)).toString('base64'),
}

const hospital = [
  { id: 'jiwei', name: '韩正清', department: '9', leads: ['9'] },
  { id: 'wangxin', name: '王新', department: '21', leads: ['21'] },
  { id: 'zhangwei', name: '张伟', department: '21', leads: [] },
  { id: 'yan', name: '鄢㛃', department: '22', leads: [] },
  { id: 'zhouwai', name: '周海', department: '3', leads: ['3'] },
  { id: 'newcomer', name: '何来', department: '22', leads: [] },
  { id: 'otheroffice', name: '方远', department: '51', leads: [] },
  { id: 'othernurse', name: '于晓', department: '51', leads: [] },
]

const departments = [
  { id: '1', name: '青溪县卫生健康局', parent: '0', order: 1 },
  { id: '2', name: '青溪县人民医院', parent: '1', order: 200 },
  { id: '21', name: '心内科', parent: '2', order: 30 },
  { id: '22', name: '呼吸科', parent: '2', order: 20 },
  { id: '3', name: '外科', parent: '2', order: 10 },
  { id: '9', name: '纪委办公室', parent: '2', order: 1 },
  { id: '5', name: '石桥乡卫生院', parent: '1', order: 100 },
  { id: '51', name: '门诊部', parent: '5', order: 10 },
]

async function furnish(store: Store, at: number): Promise<void> {
  const asked = [
    ['wangxin', '21'],
    ['zhangwei', '21'],
    ['yan', '22'],
    ['zhouwai', '3'],
  ] as const
  const row = (id: string, unit: string, by: string): NoticeRow => ({
    id,
    unit,
    by,
    title: '党风廉政学习通知（2026年11月）',
    month: '2026-11',
    issuers: ['医院纪委办'],
    text: noticeText,
    materials: [{ id: '1', title: '某局处理情况通报', text: '某月某日，五人离岗聚餐。' }],
    hash: createHash('sha256').update(noticeText).digest('hex'),
    version: 1,
    asks: 1,
    due: '2026-11-30',
    requireEnd: false,
    scope: [],
    at,
    state: 'issued',
    release: null,
    issued: at,
    withdrawn: null,
    corrected: null,
    agreed: null,
  })
  await store.commit(async tx => {
    for (const department of departments) await tx.departments.add({ ...department, leaders: [], gone: null })
    for (const unit of ['2', '5']) await tx.units.add({ id: unit, by: 'jiwei', at })
    for (const { id, name, department, leads } of hospital) {
      await tx.people.add({
        id,
        userid: id,
        name,
        departments: [department],
        leads,
        position: '',
        order: 0,
        status: 1,
        joined: at,
        left: null,
        reads: 'wecom',
        unreachable: null,
      })
    }
    await tx.notices.add(row(notice, '2', 'jiwei'))
    for (const [person, department] of asked) await tx.audience.add({ notice, person, department })
    await tx.notices.add(row(foreignNotice, '5', 'otheroffice'))
    await tx.audience.add({ notice: foreignNotice, person: 'othernurse', department: '51' })
    await tx.jointSessions.add({
      id: session,
      notice,
      unit: '2',
      departments: ['21'],
      version: 1,
      by: 'wangxin',
      at,
      date: '2026-11-11',
      part: '下午',
      from: null,
      to: null,
      place: '示教室',
      host: { name: '王新', person: 'wangxin' },
      expected: 2,
      present: 1,
      absent: [{ person: 'zhangwei', name: '张伟', reason: '夜班' }],
      points: '守住底线。',
      attended: [{ person: 'wangxin', department: '21', counted: false }],
      state: 'recorded',
      fact: '202611-none',
    })
    await tx.pictures.add({ notice, ...picture })
    await tx.draftPictures.add({ draft, at, ...picture })
    await tx.jobs.add({
      id: archive,
      kind: 'archive',
      by: 'jiwei',
      unit: '2',
      input: JSON.stringify({ month: '2026-11' }),
      at,
      due: null,
      begun: 1,
      state: 'done',
      progress: 100,
      result: JSON.stringify({ at, bytes: archiveBytes.length, files: 12, studies: 1, sha256: 'ab'.repeat(32) }),
      ended: at,
    })
    await tx.drafts.add({
      id: draft,
      kind: 'study',
      by: 'jiwei',
      unit: '2',
      at,
      state: 'preview',
      parts: [{ at, seq: 0, text: noticeText }],
      scope: [],
      due: null,
      release: null,
      requireEnd: false,
      title: null,
      finished: null,
      cases: [],
      rewriting: false,
      revision: 1,
      corrects: null,
      correction: null,
    })
  })
}

/** Opens the real routes on the real store, over HTTP; only WeCom's naming of people is played. */
export async function openPages(options: PagesOptions = {}): Promise<PagesHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'qingfeng-web-'))
  const clock = testClock('2026-11-12 09:07')
  const store = await openLowdb({ folder: join(folder, 'data'), keys: [Buffer.alloc(32, 7)], now: clock.now })
  await furnish(store, clock.now())
  const pagesFolder = options.pagesFolder ?? (await plainPages(join(folder, 'pages')))
  const made = madeFiles({ folder: join(folder, 'data', 'made'), keys: [Buffer.alloc(32, 7)] })
  await made.write(archive, pieces(archiveBytes))
  const proofDir = join(folder, 'proof')
  await mkdir(proofDir)
  await writeFile(join(proofDir, 'WW_verify_abc123.txt'), 'abc123')
  await writeFile(join(proofDir, 'secret.txt'), 'secret')

  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const house = { admins: new Set(['jiwei', 'otheroffice']), pages: true, isWebhook: () => false }
  const perform = makePerform({
    store,
    dispatch,
    house,
    random: bytes => randomBytes(bytes).toString('hex'),
    wake: () => undefined,
  })
  const identified: string[] = []
  const logs: object[] = []
  const log = (about: object) => void logs.push(about)
  const opened = { ready: false }
  let said = 0
  const web = openWeb({
    perform,
    store,
    wecom: {
      loginUrl: ({ redirect, state }) => `${url}/wecom-login?${new URLSearchParams({ redirect, state }).toString()}`,
      identify: code => {
        const used = identified.includes(code)
        identified.push(code)
        if (code === 'outsider') return Promise.resolve(null)
        return code.startsWith('bad') || used
          ? Promise.reject(new Error('40029'))
          : Promise.resolve(code.split('-')[0] ?? '')
      },
    },
    now: clock.now,
    randomBytes,
    config: {
      publicUrl: options.publicUrl === undefined ? url : options.publicUrl,
      trustProxy: false,
      sessionSecret: 'a test session secret of enough length',
      proofDir,
      pagesFolder,
    },
    log: { warn: log, error: log },
    ready: () => opened.ready,
    metrics: new Registry(),
    callback: async ctx => {
      ctx.body = `callback heard ${(await bodyOf(ctx.req)).length} bytes`
    },
    whoIs: (tx, userid) => personOf(tx, userid, house, clock.now()),
    progressOf,
    made,
    makeFile: fileMaker({ store, made, now: clock.now }),
  })
  const answer = web.app.callback()
  server.on('request', (request, response) => void answer(request, response))
  return {
    url,
    web,
    store,
    made,
    clock,
    identified,
    folder,
    logs,
    get ready() {
      return opened.ready
    },
    set ready(ready) {
      opened.ready = ready
    },
    visit: async person => {
      const browser = new Browser(url)
      if (person) await browser.login(person)
      return browser
    },
    seal: async () => {
      const at = clock.now()
      await perform({ key: `202611:seal:${at}`, act: 'evidence.seal', input: {}, who: null, reply: 'return', at })
    },
    say: async (who, message) => {
      const at = clock.now()
      const key = `202611:msg:${++said}`
      const input = { message, sent: at }
      return (await perform({ key, act: 'chat.text', input, who, reply: 'return', at })).text ?? ''
    },
    close: async () => {
      await new Promise(resolve => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Longer than one piece of a made file. */
export const archiveBytes = Buffer.alloc(200_000, 'archive')

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function plainPages(folder: string): Promise<string> {
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>shell</title>')
  await writeFile(join(folder, 'assets', 'app-1234.js'), 'export {}')
  return folder
}

async function bodyOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
