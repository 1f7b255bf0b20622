import type { ReadTx, Store } from '../../store/transaction.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { named } from '../study/notice.ts'
import { stampOf } from '../time.ts'
import { askedOf, type NoticeRecords, type Records, recordsFor } from './lines.ts'
import { texts } from './texts.ts'

/** Notices looked at before others get a turn. */
const slice = 6

/**
 * Everything that is kept about one person, as a text: UTF-8, marked as such for Windows. Reads a few months at a time.
 * What it leaves out is named at its end.
 */
export async function copyOf(store: Pick<Store, 'read'>, person: string, now: number): Promise<Uint8Array> {
  const about = await store.read(tx => aboutPerson(tx, person))
  const records: NoticeRecords[] = []
  for (let after: string | null = null; ;) {
    const from: string | null = after
    const some: Records = await store.read(tx => recordsFor(tx, person, { after: from, most: slice }))
    records.push(...some.records)
    if (some.next === null) break
    after = some.next
  }
  const asked = await store.read(tx => askedOf(tx, person))
  const reached = new Map<string, number>()
  for (const { id } of asked) {
    const row = await store.read(tx => tx.reached.get([id, person]))
    if (row) reached.set(id, row.at)
  }
  const tries = await store.read(tx => triesOf(tx, person))
  const lines = [
    '清风：本人资料和记录副本',
    `生成时间 ${stampOf(now)}`,
    '',
    ...about,
    '',
    `二、发给本人的学习通知（${asked.length} 份）`,
    ...asked.map(notice => {
      const end = reached.get(notice.id)
      const withdrawn = notice.state === 'withdrawn' ? '，已撤回' : ''
      return `${named(notice)}，${stampOf(notice.issued ?? notice.at)} 发布${withdrawn}${end ? `，${stampOf(end)} 读到文末` : ''}`
    }),
    '',
    '三、记录和回执',
    ...(records.length ? records.flatMap(recordLines) : ['没有。']),
    '',
    '四、办公室操作和被拒绝的尝试（保存 400 天）',
    ...(tries.length ? tries : ['没有。']),
    '',
    '五、没有列入的',
    '您在办公室工作中写的通知、群发、案例和登记的集中学习，它们是本单位的工作内容；发给您的消息和对话的答复（答复保存 31 天，发送记录保存 400 天）；存证链本身（只有编号和校验值）。',
    '“正文 SHA-256”是您确认时那一版正文的校验值；回执可在网页上核对，或请信息科用 verify 核对。',
  ]
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`)
}

const recordLines = ({ title, lines }: NoticeRecords): string[] =>
  lines.map(({ at, what, how, receipt, text }) =>
    [
      `${title}：${stampOf(at)} ${what}`,
      how,
      receipt && `回执 ${receipt.code}（${texts.sealed(receipt.sealed)}）`,
      text && `第 ${text.version} 版，正文 SHA-256 ${text.hash}`,
    ]
      .filter(Boolean)
      .join('，'),
  )

/** What the audit log has of somebody. */
async function triesOf(tx: ReadTx, person: string): Promise<string[]> {
  const rows = (await tx.audit.list('all', [])).filter(({ who }) => who === person)
  return rows.map(({ at, act, outcome, detail }) =>
    [`${stampOf(at)} ${act}`, outcome === 'refused' ? '，已拒绝' : '', detail && `（${detail}）`].join(''),
  )
}

/** What is kept of somebody outside of notices. */
async function aboutPerson(tx: ReadTx, id: string): Promise<string[]> {
  const row = await tx.people.get(id)
  const organisation = await readOrganisation(tx)
  const nameOf = (department: string) => organisation.label(department)
  const officer = await tx.officers.get(id)
  const heads = await tx.heads.list('person', [id])
  const requests = await tx.requests.list('person', [id])
  const greeted = await tx.greeted.get(id)
  const dialogues = await tx.dialogues.get(id)
  const sessions = await tx.sessions.list('person', [id])
  const list = await tx.caseLists.get(id)
  const conversation = await tx.conversations.get(id)
  return [
    '一、资料',
    ...(row
      ? [
          `账号 ${row.userid}，姓名 ${row.name}，部门 ${row.departments.map(nameOf).join('、') || '未分配'}`,
          `职务 ${row.position || '无'}，负责的部门 ${row.leads.map(nameOf).join('、') || '无'}，同部门内排序 ${row.order}，企业微信状态 ${row.status}`,
          `${stampOf(row.joined)} 读入通讯录${row.left === null ? '' : `，${stampOf(row.left)} 离开`}，通过${row.reads === 'wechat' ? '微信插件' : '企业微信'}阅读`,
          ...(row.unreachable ? [`${stampOf(row.unreachable.since)} 起收不到消息：${row.unreachable.why}`] : []),
        ]
      : ['没有。']),
    ...(officer ? [`${stampOf(officer.at)} 被授权使用${nameOf(officer.unit)}的办公室功能`] : []),
    ...heads.map(
      ({ department, from, until }) =>
        `${stampOf(from)} 起被指定为${nameOf(department)}负责人${until === null ? '' : `，至 ${stampOf(until)}`}`,
    ),
    ...requests.map(
      ({ at, kind, why, state }) =>
        `${stampOf(at)} 提出${texts.requests[kind]}（${texts.requestStates[state]}）：${why}`,
    ),
    ...(greeted ? [`${stampOf(greeted.at)} 看过个人信息说明`] : []),
    ...(dialogues ? [`没有说完的对话 ${dialogues.stack.length} 个（${stampOf(dialogues.at)}）`] : []),
    ...(conversation ? [`${stampOf(conversation.first)} 起与智能机器人对话，最近 ${stampOf(conversation.last)}`] : []),
    ...sessions.map(({ at, seen }) => `${stampOf(at)} 登录网页，${stampOf(seen)} 最后使用`),
    ...(list ? [`${stampOf(list.at)} 查找案例，列出 ${list.refs.length} 份（不存查找的词）`] : []),
  ]
}
