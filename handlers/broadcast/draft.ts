import { createHash } from 'node:crypto'
import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { Answer, Desk } from '../act.ts'
import { endDialogue } from '../chat/dialogue.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { spread, unusualHour } from '../drafting/dialogue.ts'
import { type Agreed, changeDraft, draftDialogue, type DraftKind, type DraftRow, textOf } from '../drafting/draft.ts'
import { previewCard } from '../drafting/preview-card.ts'
import { membersOf, scopeName } from '../drafting/scope.ts'
import { texts as drafting } from '../drafting/texts.ts'
import { text } from '../saying.ts'
import { agreedIn } from '../second/agreed.ts'
import { shownTime } from '../time.ts'
import { texts } from './texts.ts'

export type BroadcastRow = RowOf<Collections['broadcasts']>

/** A text of the office to a scope. */
export const broadcastDraft: DraftKind = { kind: 'broadcast', name: '群发消息', preview, release }

async function preview(draft: DraftRow, desk: Desk): Promise<Answer> {
  const { tx } = desk
  const members = await membersOf(tx, draft.unit, draft.scope)
  const where = scopeName(await readOrganisation(tx), draft.scope)
  const unusual = unusualHour(draft.release)
  const words = textOf(draft)
  const lines = [
    '【群发预览】',
    `发给：${where}，共 ${members.length} 人`,
    `发出时间：${draft.release === null ? '回复“发布”后立即' : `${shownTime(draft.release, desk.at)} 起五分钟内`}`,
    `字数：${[...words].length}`,
    ...(unusual ? [`注意：${unusual}`] : []),
    '无误请回复“发布”。也可以：范围 内科、外科｜定时 明天 9:10｜修改｜取消',
    '—— 以下为正文 ——',
    words,
  ]
  return [text(lines.join('\n')), previewCard(draft, { title: '群发消息', page: null })]
}

async function release(draft: DraftRow, desk: Desk, agreed: Agreed | null): Promise<Answer> {
  const { tx, at, who } = desk
  const members = await membersOf(tx, draft.unit, draft.scope)
  if (!members.length) return `${texts.nobodyInScope}${drafting.draftStays}`
  const broadcast: BroadcastRow = {
    id: desk.id(),
    unit: draft.unit,
    by: who.id,
    text: textOf(draft),
    scope: [...draft.scope],
    people: members.length,
    at,
    release: draft.release,
    agreed,
    state: 'scheduled',
  }
  await tx.broadcasts.add(broadcast)
  await changeDraft(tx, draft, { state: 'released' })
  await endDialogue(desk, { kind: draftDialogue, id: draft.id })
  await desk.audit({ act: '群发', about: broadcast.id, detail: `${members.length} 人` })
  if (broadcast.release !== null) return texts.scheduled(shownTime(broadcast.release, at), members.length)
  return texts.issued(await issueBroadcast(broadcast, desk))
}

/** Sends it to everybody in its scope at this moment. Gives how many. */
export async function issueBroadcast(broadcast: BroadcastRow, desk: Desk): Promise<number> {
  const { tx, at } = desk
  const people = (await membersOf(tx, broadcast.unit, broadcast.scope)).map(member => member.person.id)
  await tx.broadcasts.update({ ...broadcast, state: 'issued', release: null, people: people.length })
  const hash = createHash('sha256').update(broadcast.text).digest('hex')
  await desk.attest({
    type: 'broadcast.issued',
    broadcast: broadcast.id,
    hash,
    people: people.length,
    ...agreedIn(broadcast),
  })
  const due = broadcast.release === null ? at : spread(at, 0)
  if (people.length) await desk.say({ people }, text(broadcast.text), { about: broadcast.id, due })
  return people.length
}
