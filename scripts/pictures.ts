// Takes the pictures of the README anew: node scripts/run-ts.mjs scripts/pictures.ts
// Plays a first morning in a demonstration of its own (ports 18200 and 18201) and leaves nothing but docs/images/*.png.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { LocalClock, LocalMessage, LocalPerson } from '../sandbox/wire.ts'
import { desktop, openBrowser, phone as smallPhone } from '../test/browser.ts'

const port = 18_200
const local = `http://127.0.0.1:${port}`
const images = 'docs/images'
const office = 'hanzhengping'
const nurse = 'luojiaqi'
const phone: BrowserContextOptions = { ...smallPhone, viewport: { width: 412, height: 892 } }

/** A notice as an office writes it, for the month the clock shows. */
const noticeFor = (year: number, month: number): string => `党风廉政及行风学习通知
（${year}年${month}月）

各科室、各部门：
为加强作风建设，现将两份案例材料印发给你们，作为${month}月学习内容。请对照岗位查找风险，完善制度。
县人民医院纪委办公室
县人民医院行风办
附件1：
某科室设备验收把关不严情况通报

某年某月，甲院一台设备未经功能测试即签字验收，三个月后停用。
一、问题
（一）验收单由一人代签；
（二）使用科室没有参加测试。
二、处理
对经办人批评教育，责令科室重新验收并完善流程。
附件2：
一次拒收红包之后

患者家属把信封夹在病历里，护士发现后当班退还，并按规定登记。
科室随后在入院须知里写明：服务不分先后厚薄，请勿送礼。
`

await mkdir(images, { recursive: true })
const folder = await mkdtemp(join(tmpdir(), 'qingfeng-pictures-'))
const demo = spawn(process.execPath, ['scripts/run.mjs', 'start'], {
  env: { ...process.env, PORT: String(port), DEMO_DIR: folder, NODE_ENV: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const browser = await openBrowser()
try {
  await ready()
  const morning = await nextMorning()
  await post('clock', { to: morning })
  const [year = 0, month = 0] = morning.split('-').map(Number)
  await say(office, '发布学习')
  await say(office, noticeFor(year, month))
  await say(office, '完')
  await take('office-preview', `${local}/#/${office}/app`, desktop, async page => {
    await page.getByRole('button', { name: '发布', exact: true }).waitFor()
  })
  await say(office, '发布')
  const card = await newestCard(nurse)
  await take('nurse-card', `${local}/#/${nurse}/app`, phone, async page => {
    await page.getByRole('button', { name: '我已学习' }).waitFor()
  })
  await take('reading-page', opened(nurse, card.url), phone)
  for (const userid of await someColleagues()) await say(userid, '已学习')
  const progress = card.url.replace('/h5/notices/', '/h5/progress/')
  await take('progress-page', opened(office, progress), phone)
} finally {
  await browser.close()
  demo.kill()
  await once(demo, 'exit')
  await rm(folder, { recursive: true, force: true })
}

/** Waits for the line that says where the demonstration is. */
async function ready(): Promise<void> {
  for await (const words of demo.stdout) if (String(words).includes(local)) return
  throw new Error('the demonstration did not start')
}

async function take(
  name: string,
  address: string,
  options: BrowserContextOptions,
  seen: (page: Page) => Promise<void> = page => page.getByRole('heading', { level: 1 }).waitFor(),
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(address)
  await seen(page)
  await page.waitForLoadState('load')
  await page.screenshot({ path: join(images, `${name}.png`) })
  await context.close()
}

/** The address that makes a browser this person and goes on. */
function opened(userid: string, url: string): string {
  return `${local}/local/open?as=${userid}&url=${encodeURIComponent(url)}`
}

async function get<T>(path: string): Promise<T> {
  return (await fetch(`${local}/local/${path}`)).json() as Promise<T>
}

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`${local}/local/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
}

/** Says something and waits for the answer. */
async function say(userid: string, text: string): Promise<void> {
  const before = (await messagesOf(userid)).filter(({ from }) => from === 'bot').length
  await post('say', { as: userid, chat: 'app', text })
  await until(async () => (await messagesOf(userid)).filter(({ from }) => from === 'bot').length > before)
}

function messagesOf(userid: string): Promise<LocalMessage[]> {
  return get<LocalMessage[]>(`messages?as=${userid}&chat=app`)
}

async function newestCard(userid: string): Promise<{ url: string }> {
  let url: string | null = null
  await until(async () => {
    const content = (await messagesOf(userid)).findLast(message => message.content.type === 'card')?.content
    url = content?.type === 'card' ? content.url : null
    return url !== null
  })
  return { url: url ?? '' }
}

/** Two of three who were asked, by their place in the list. */
async function someColleagues(): Promise<string[]> {
  const people = (await get<LocalPerson[]>('people')).filter(({ status }) => status === 1)
  const asked: string[] = []
  for (const { userid } of people) {
    const cards = (await messagesOf(userid)).filter(
      ({ content }) => content.type === 'card' || content.type === 'textcard',
    )
    if (cards.length && userid !== office) asked.push(userid)
  }
  return asked.filter((_, place) => place % 3 !== 1)
}

/** The next 09:07 in Shanghai. */
async function nextMorning(): Promise<string> {
  const { now } = await get<LocalClock>('clock')
  const day = new Date(now + (8 + 24 - 9) * 3_600_000 - 8 * 60_000)
  return `${day.toISOString().slice(0, 10)}T09:07`
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('waited for 20 s')
}
