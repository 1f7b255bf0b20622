import type { Act, Answer, Desk } from '../act.ts'
import { texts as chat } from '../chat/texts.ts'
import type { Said } from '../chat/words.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { type CardSaying, type Saying, text } from '../saying.ts'
import { shownTime } from '../time.ts'
import { readCode, shownCode } from './code.ts'
import { askedOf, recordsFor, type NoticeRecords } from './lines.ts'
import { texts } from './texts.ts'

/** How many are told in chat. */
const shown = 12

/** `我的记录`: what is recorded about this person, with receipts. `全部`: all of it as a file. A code: the way to its check. */
export const sayRecords: Act<Said> = async ({ rest }, desk) => {
  const words = rest.trim()
  if (/^(?:的?全部|所有|全套|副本|导出|下载)(?:的?记录|资料)?$/u.test(words)) return wholeCopy(desk)
  const code = words ? readCode(words) : null
  if (code) return wayToCheck(shownCode(code), desk)
  return newest(desk)
}

async function newest(desk: Desk): Promise<Answer> {
  const { tx, who, at, house } = desk
  const { records, next } = await recordsFor(tx, who.id, { most: shown })
  const own = await ownData(desk)
  if (!records.length) return [text([texts.none, own, chat.recordsRight].join('\n')), ...recordsCard(house.pages)]
  const asked = next === null ? [] : await askedOf(tx, who.id)
  const older = next === null ? 0 : asked.length - asked.findIndex(({ id }) => id === next) - 1
  const lines = [
    older ? texts.headSome(records.length) : texts.head,
    ...records.flatMap(record => linesOf(record, at)),
    ...(older ? [texts.older(older, house.pages)] : []),
    own,
    chat.recordsRight,
  ]
  return [text(lines.join('\n')), ...recordsCard(house.pages)]
}

const linesOf = ({ title, lines }: NoticeRecords, now: number): string[] =>
  lines.map(({ at, what, how, receipt }) => {
    const code = receipt ? `，回执 ${receipt.code}（${texts.sealed(receipt.sealed)}）` : ''
    return `${title}：${shownTime(at, now)} ${what}${how ? `，${how}` : ''}${code}`
  })

async function ownData({ tx, who }: Desk): Promise<string> {
  const person = await tx.people.get(who.id)
  const organisation = await readOrganisation(tx)
  const departments = who.departments.map(id => organisation.get(id)?.name ?? id).join('、')
  return chat.ownData(who.name, departments, person?.position ?? '')
}

/** Their own copy: made when it is sent, or when it is downloaded. */
const wholeCopy = ({ who }: Desk): Answer => ({
  kind: 'file',
  make: 'records',
  of: who.id,
  name: texts.copyName,
  summary: texts.copy,
  page: '/api/records/all.txt',
})

const wayToCheck = (code: string, { house }: Desk): Answer =>
  house.pages ? card(texts.checkTitle, texts.checkSummary(code), `/h5/receipts/${code}`) : texts.checkNoPages

const recordsCard = (pages: boolean): Saying[] =>
  pages ? [card(texts.pageTitle, texts.pageSummary, '/h5/records')] : []

const card = (title: string, summary: string, page: string): CardSaying => ({
  kind: 'card',
  title,
  summary,
  lines: [],
  page,
  pageLabel: '打开',
  buttons: [],
  word: null,
})
