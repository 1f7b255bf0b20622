import type { Desk } from '../act.ts'
import { monthIn } from '../ids.ts'
import type { CardSaying } from '../saying.ts'
import { monthBeside, named, type NoticeRow } from '../study/notice.ts'
import { day, endOf, hour, shownDate } from '../time.ts'
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

/** How long the code of a send can still change its cards. */
const codeLives = 72 * hour

/** Closes the cards of a request for everybody who has one, and stops what has not left. */
export async function closeCards(request: string, words: string, desk: Desk): Promise<void> {
  const { tx, at } = desk
  const after = monthIn(request)
  for (const row of await tx.outbox.list('about', [request], { after })) {
    if (row.state === 'waiting') await tx.outbox.update({ ...row, state: 'superseded', due: null })
  }
  for (const call of await tx.calls.list('about', [request], { after })) {
    if (call.state === 'waiting' && call.firstTry === null) {
      await tx.calls.update({ ...call, state: 'superseded', due: null })
    }
    if (call.responseCode === null || at - (call.firstTry ?? at) >= codeLives) continue
    await desk.say({ people: call.to }, { kind: 'close-all', call: call.id, text: words })
  }
}
