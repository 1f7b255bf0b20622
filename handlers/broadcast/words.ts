import type { Act } from '../act.ts'
import type { Said, Word } from '../chat/words.ts'
import { deliveriesOf, stateNames } from '../delivery.ts'
import { beginDraft } from '../drafting/draft.ts'
import { unreachable } from '../study/progress.ts'
import { shownTime } from '../time.ts'
import { broadcastDraft } from './draft.ts'
import { texts } from './texts.ts'

const sayBroadcast: Act<Said> = (said, desk) => beginDraft(broadcastDraft, said, desk)

/** `取消群发`: the broadcast that waits for its moment. */
const sayCancel: Act<Said> = async (_said, desk) => {
  const { tx, who } = desk
  const waiting = (await tx.broadcasts.list('unit', [who.officeOf ?? who.unit]))
    .filter(row => row.state === 'scheduled')
    .sort((a, b) => b.at - a.at)[0]
  if (!waiting) return texts.nothingScheduled
  await tx.broadcasts.update({ ...waiting, state: 'cancelled', release: null })
  await desk.audit({ act: '取消群发', about: waiting.id })
  return texts.cancelled
}

/** `送达`: who has the newest notice or broadcast, as far as WeCom's answers show it. */
const sayDeliveries: Act<Said> = async (_said, desk) => {
  const { tx, who, at } = desk
  const unit = who.officeOf ?? who.unit
  const sent = [
    ...(await tx.broadcasts.list('unit', [unit]))
      .filter(row => row.state === 'issued')
      .map(row => ({ id: row.id, at: row.at, name: '群发消息' })),
    ...(await tx.notices.list('unit', [unit]))
      .filter(row => row.issued !== null)
      .map(row => ({ id: row.id, at: row.issued ?? 0, name: `学习通知《${row.title}》` })),
  ].sort((a, b) => b.at - a.at)
  const last = sent[0]
  if (!last) return texts.none
  const deliveries = await deliveriesOf(tx, last.id)
  const nameOf = async (id: string) => (await tx.people.get(id))?.name ?? id
  const failed = await Promise.all(
    deliveries.failed.map(async ({ person, state }) => `${await nameOf(person)}（${stateNames[state]}）`),
  )
  const unknown = await Promise.all(deliveries.unknown.map(nameOf))
  // WeCom takes what it cannot show to anybody yet.
  const accepted = await Promise.all(deliveries.accepted.map(id => tx.people.get(id)))
  const unseen = accepted.flatMap(person => unreachable(person).map(({ why }) => `${person?.name}（${why}）`))
  const total = deliveries.accepted.length + deliveries.waiting.length + failed.length + unknown.length
  await desk.audit({ act: '查看送达', about: last.id })
  return [
    `${last.name}（${shownTime(last.at, at)}）`,
    `应发 ${total} 人，已送达企业微信 ${deliveries.accepted.length} 人，待发送 ${deliveries.waiting.length} 人`,
    ...(unseen.length ? [`其中本人还看不到：${unseen.join('、')}`] : []),
    ...(failed.length ? [`没有送达：${failed.join('、')}`] : []),
    ...(unknown.length ? [`是否送达待核实（不会自动重发）：${unknown.join('、')}`] : []),
  ].join('\n')
}

export const broadcastWords: Word[] = [
  {
    names: ['群发', '广播', '群发消息'],
    for: 'office',
    help: '把一段话发给选定范围',
    takes: 'rest',
    act: sayBroadcast,
  },
  { names: ['取消群发'], for: 'office', help: null, takes: 'nothing', act: sayCancel },
  {
    names: ['送达', '送达情况', '谁收到了', '谁没收到'],
    askable: true,
    for: 'office',
    help: '看最近一次发送的送达情况',
    takes: 'nothing',
    act: sayDeliveries,
  },
]
