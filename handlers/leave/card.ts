import type { Desk } from '../act.ts'
import type { CardSaying } from '../saying.ts'
import { monthBeside, named, type NoticeRow } from '../study/notice.ts'
import { day, endOf, shownDate } from '../time.ts'
import { decisionName, kindNames, type RequestRow } from './request.ts'
import { texts } from './texts.ts'

/** The words beside the kind are short: more of a notice's title does not fit a line of a card. */
const titleLength = 24

interface Asker {
  name: string
  /** How the asker is named in a word, see `callName`. */
  call: string
  department: string
}

/** What the heads and the office get: who, which notice, what and why, and two buttons; the words for whom buttons do not reach. */
export function requestCard(row: RequestRow, notice: NoticeRow, asker: Asker, now: number): CardSaying {
  const title = `${named(notice)}${monthBeside(notice)}`
  return {
    kind: 'card',
    title: texts.cardTitle(row.kind, asker.name),
    summary: texts.cardSummary(row.kind, row.why),
    lines: [
      { name: '科室', value: asker.department },
      {
        name: '通知',
        value: [...title].length > titleLength ? `${[...title].slice(0, titleLength).join('')}…` : title,
      },
      { name: '完成期限', value: `${shownDate(notice.due, now)}前` },
      { name: '也可回复', value: `${decisionName(row.kind, 'granted')} ${asker.call} ${kindNames[row.kind]}` },
      { name: '或者回复', value: `${decisionName(row.kind, 'refused')} ${asker.call} ${kindNames[row.kind]}` },
    ],
    page: null,
    pageLabel: '',
    buttons: [
      { text: decisionName(row.kind, 'granted'), press: `leave.grant:${row.id}` },
      { text: decisionName(row.kind, 'refused'), press: `leave.refuse:${row.id}` },
    ],
    word: null,
  }
}

/** Sends the card; it is worth something as long as the notice asks. */
export async function askDeciders(
  row: RequestRow,
  notice: NoticeRow,
  { people, ...asker }: Asker & { people: readonly string[] },
  desk: Desk,
): Promise<void> {
  const until = Math.max(endOf(notice.due), desk.at + day)
  await desk.say({ people }, requestCard(row, notice, asker, desk.at), { about: row.id, until })
}
