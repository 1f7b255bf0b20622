import { randomBytes } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Agent, readAgent, readCallbackAddresses } from './api/agent.ts'
import type { Client } from './api/client.ts'
import { readDirectory } from './api/contacts.ts'
import { WeComError, WeComUnreachable } from './api/errors.ts'
import { faultSentence } from './api/faults.ts'
import type { Http } from './api/http.ts'
import { cipherFor } from './callback/cipher.ts'
import { sign } from './callback/signature.ts'
import { openApi, type WeComConfig } from './open.ts'
import { examineBot, type Running } from './smart/examine.ts'

/** One thing that was looked at. A line that is not ok says what to do. */
export interface Finding {
  ok: boolean
  line: string
}

export interface DoctorConfig extends WeComConfig {
  /** The folder that keeps the data. */
  dataDir: string
}

export interface DoctorDeps {
  now: () => number
  /** What is known of a bot of ours that runs at the moment. */
  running?: Running
  /** Free bytes on the disk of a folder. */
  freeBytes?: (folder: string) => Promise<number>
}

interface Room extends DoctorConfig {
  http: Http
  client: Client
  now: () => number
}

const fine = (line: string): Finding => ({ ok: true, line })
const wrong = (line: string): Finding => ({ ok: false, line })

/** Says whether this installation can go live, a line for each thing it needs. Sends nobody a message. Never throws. */
export async function examine(config: DoctorConfig, deps: DoctorDeps): Promise<Finding[]> {
  const room: Room = { ...config, ...openApi(config, deps.now), now: deps.now }
  try {
    const agent = await readAgent(room.client, config.agentId).catch((error: unknown) => asError(error))
    const known = agent instanceof Error ? null : agent
    return [
      ...examineAccess(agent),
      ...(known ? [await examineRange(room, known)] : []),
      await examineCallback(room, known !== null),
      examineDomain(room, known),
      await examineClock(room),
      await examineDisk(config.dataDir, deps.freeBytes ?? freeBytesOf),
      await examineSmartBot(room, deps.running ?? null),
    ]
  } finally {
    await room.http.close()
  }
}

/** Token and trusted IP: the first call that needs both tells them apart. */
function examineAccess(agent: Agent | Error): Finding[] {
  const token = fine('访问令牌：已取得。')
  const address = fine('企业可信IP：企业微信接受本机的调用。')
  if (!(agent instanceof Error)) {
    const app = `应用：${agent.name || '（未命名）'}`
    return [token, address, agent.closed ? wrong(`${app}已停用。请在管理后台启用它。`) : fine(`${app}，已启用。`)]
  }
  if (agent instanceof WeComError && agent.code === 60020) return [token, wrong(`企业可信IP：${faultSentence(agent)}`)]
  const gotToken = agent instanceof WeComError && agent.path !== '/cgi-bin/gettoken'
  return gotToken ? [token, wrong(`应用：${sentenceOf(agent)}`)] : [wrong(`访问令牌：${sentenceOf(agent)}`)]
}

async function examineRange({ client, agentId }: Room, agent: Agent): Promise<Finding> {
  const where = '请在管理后台 → 应用管理 → 本应用 → 可见范围中加入全院。'
  try {
    const { departments, people } = await readDirectory(client, agentId)
    const active = people.filter(({ status }) => status === 1).length
    const chosen = `可见范围（选了 ${agent.departments} 个部门、${agent.members.length} 名成员、${agent.tags} 个标签）`
    if (!people.length) return wrong(`${chosen}里没有人。${where}`)
    return fine(`${chosen}：共 ${departments.length} 个部门，${people.length} 人，其中已激活 ${active} 人。`)
  } catch (error) {
    return wrong(`可见范围：通讯录没有读全。${sentenceOf(asError(error))}`)
  }
}

async function examineSmartBot({ bot, proxy, now }: Room, running: Running): Promise<Finding> {
  if (!bot) return fine('智能机器人：没有配置。群里和不设回调时的对话要用到它。')
  const { ok, words } = await examineBot(bot, { running, proxy, now })
  return { ok, line: `智能机器人：${words}` }
}

async function examineCallback(room: Room, reachable: boolean): Promise<Finding> {
  const { token, aesKey, publicUrl } = room
  const where = '管理后台 → 应用管理 → 本应用 → 接收消息 → 设置API接收'
  if ((token === null || aesKey === null) && room.bot) {
    return fine('回调：没有配置，由智能机器人听人说话；应用发的是文字，没有按钮卡片。')
  }
  if (token === null || aesKey === null) {
    return wrong(
      `回调：没有配置，收不到消息，卡片也没有按钮。请在${where}中生成 Token 与 EncodingAESKey，填入 WECOM_TOKEN 与 WECOM_ENCODING_AES_KEY。`,
    )
  }
  if (publicUrl === null) return fine('回调：已配置。没有填 PUBLIC_URL，无法从本机核对它能否访问。')
  const address = `${publicUrl}/wecom/callback`
  const problem = await verifyOurselves(room, { token, aesKey, address })
  if (problem === null) return fine(`回调：${address} 可以访问，验证通过。请确认${where}中填的是它。`)
  const sources = reachable ? await readCallbackAddresses(room.client).catch(() => []) : []
  const firewall = sources.length ? `，防火墙放行企业微信的 ${sources.length} 个回调来源地址` : ''
  return wrong(`回调：${address} ${problem}请先启动服务（npm run serve），检查反向代理把它转到本机${firewall}。`)
}

/** Delivers the same verification that the console does; null where it is answered as it has to be. */
async function verifyOurselves(
  { http, corpId, now }: Room,
  { token, aesKey, address }: { token: string; aesKey: string; address: string },
): Promise<string | null> {
  const echo = randomBytes(8).toString('hex')
  const encrypted = cipherFor({ aesKey, receiveId: corpId, draw: randomBytes }).seal(echo)
  const signed = { timestamp: String(Math.floor(now() / 1000)), nonce: randomBytes(5).toString('hex'), encrypted }
  const url = new URL(address)
  url.searchParams.set('msg_signature', sign(token, signed))
  url.searchParams.set('timestamp', signed.timestamp)
  url.searchParams.set('nonce', signed.nonce)
  url.searchParams.set('echostr', encrypted)
  try {
    const { status, text } = await http.send({ method: 'GET', url })
    if (status === 200 && text === echo) return null
    if (status === 403) return '拒绝了验证：运行中的服务用的 Token、EncodingAESKey 或企业 ID 与这里不同。'
    return `没有按要求回答（HTTP ${status}）。`
  } catch (error) {
    return `访问不到（${error instanceof WeComUnreachable ? error.why : '出错'}）。`
  }
}

function examineDomain({ publicUrl }: Room, agent: Agent | null): Finding {
  if (publicUrl === null) return fine('可信域名：没有填 PUBLIC_URL，不提供阅读页面，学习材料以文件发给每个人。')
  const { host } = new URL(publicUrl)
  const where = '请在管理后台 → 应用管理 → 本应用 → 网页授权及JS-SDK → 可信域名中填写'
  if (agent === null) return wrong('可信域名：读不到应用的设置，先解决上面的问题。')
  if (agent.domain === '') return wrong(`可信域名：没有设置。${where} ${host}，并完成域名校验。`)
  if (agent.domain === host) return fine(`可信域名：${host}，与 PUBLIC_URL 一致。`)
  return wrong(`可信域名：后台是 ${agent.domain}，PUBLIC_URL 是 ${host}，两者须完全一致（含端口）。${where} ${host}。`)
}

const toleratedSkew = 60_000

async function examineClock({ http, apiBase, now }: Room): Promise<Finding> {
  let date: string | null
  try {
    date = (await http.send({ method: 'GET', url: new URL('/', apiBase) })).date
  } catch {
    return wrong('时钟：连不上企业微信接口，无法核对。先解决上面的问题。')
  }
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return fine('时钟：企业微信的回答里没有时间，未核对。')
  const skew = now() - theirs
  const seconds = Math.round(Math.abs(skew) / 1000)
  if (Math.abs(skew) <= toleratedSkew) return fine(`时钟：与企业微信相差 ${seconds} 秒。`)
  return wrong(`时钟：比企业微信${skew > 0 ? '快' : '慢'} ${seconds} 秒。请打开本机的时间同步（NTP）。`)
}

const gigabyte = 1024 ** 3

async function examineDisk(folder: string, freeBytes: (folder: string) => Promise<number>): Promise<Finding> {
  try {
    const free = await freeBytes(folder)
    const shown = `${(free / gigabyte).toFixed(1)} GB`
    if (free >= 2 * gigabyte) return fine(`磁盘：数据目录所在的磁盘还有 ${shown}。`)
    return wrong(`磁盘：数据目录所在的磁盘只剩 ${shown}，请腾出至少 2 GB。`)
  } catch {
    return wrong('磁盘：数据目录 DATA_DIR 不存在或无法访问，请建立它并给运行账号读写权限。')
  }
}

/** A folder that is yet to be made will lie on its parent's disk. */
async function freeBytesOf(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    const parent = dirname(resolve(folder))
    if (parent === resolve(folder)) throw error
    return freeBytesOf(parent)
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('unknown'))

function sentenceOf(error: Error): string {
  if (error instanceof WeComError) return faultSentence(error)
  if (!(error instanceof WeComUnreachable)) return '出现了意外的错误。'
  return `连不上企业微信接口（${error.why}）。请检查网络、DNS、出网代理 HTTPS_PROXY 与 WECOM_API_BASE。`
}
