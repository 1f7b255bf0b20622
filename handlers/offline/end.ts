import type { Act, Answer, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue, openDialogues } from '../chat/dialogue.ts'
import { chosenFrom } from '../chat/telling.ts'
import { plainOf, type Said } from '../chat/words.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { text } from '../saying.ts'
import { recentNotices } from '../study/notice.ts'
import { isSettled } from '../study/standing.ts'
import { scopeOf } from './read.ts'
import { endOffline, endOutsider } from './record.ts'
import type { OfflineRow, OutsiderRow } from './row.ts'
import { texts } from './texts.ts'

/** A record that still stands, with the name it is about. */
type Standing = { name: string } & ({ kind: 'insider'; row: OfflineRow } | { kind: 'outsider'; row: OutsiderRow })

/** `撤销代录 张三`: ends a record of the own departments; it is kept, with how it ended. */
export const sayEndOffline: Act<Said> = async ({ rest }, desk) => {
  const name = rest.replace(/的?(?:线下学习|线下|代录)$/u, '').trim()
  if (!name) return texts.endHow
  const found = (await standing(desk)).filter(item => item.name === name)
  const [only] = found
  if (!only) return texts.nothingToEnd(name)
  if (found.length === 1) return end(only, desk)
  for (const open of await openDialogues(desk.tx, desk.who.id)) {
    if (open.kind === endDialogueOf.kind) await endDialogue(desk, open)
  }
  await beginDialogue(desk, { kind: endDialogueOf.kind, id: found.map(({ row }) => row.id).join(',') })
  return texts.whichToEnd(await linesOf(found, desk))
}

/** Everything recorded within three months for the people this person oversees. */
async function standing(desk: Desk): Promise<Standing[]> {
  const { tx, at } = desk
  const scope = new Set(await scopeOf(desk))
  const all: Standing[] = []
  for (const { id } of await recentNotices(tx, null, at)) {
    for (const row of await tx.offlineRecords.list('notice', [id])) {
      const name = (await tx.people.get(row.person))?.name ?? ''
      if (row.state === 'recorded' && scope.has(row.department)) all.push({ kind: 'insider', name, row })
    }
    for (const row of await tx.outsiders.list('notice', [id])) {
      if (row.state === 'recorded' && scope.has(row.department)) all.push({ kind: 'outsider', name: row.name, row })
    }
  }
  return all
}

async function linesOf(all: readonly Standing[], { tx, at }: Desk): Promise<string[]> {
  const organisation = await readOrganisation(tx)
  const lines: string[] = []
  for (const { name, row } of all) {
    const notice = await tx.notices.get(row.notice)
    if (notice) lines.push(texts.endLine(name, organisation.label(row.department), notice, row.at, at))
  }
  return lines
}

async function end(item: Standing, desk: Desk): Promise<string> {
  const { tx, who, at } = desk
  const notice = await tx.notices.get(item.row.notice)
  if (!notice) return texts.nothingToEnd(item.name)
  if (item.kind === 'outsider') await endOutsider(item.row, desk)
  else {
    await endOffline(item.row, 'withdrawn', desk)
    const settled = await isSettled(tx, notice.id, item.row.person)
    await desk.say({ person: item.row.person }, text(texts.toldEnded(who.name, notice, settled, at)))
  }
  await desk.audit({
    act: '撤销代录',
    about: `${notice.id}/${item.kind === 'insider' ? item.row.person : item.row.department}`,
  })
  return texts.ended(item.name, notice, item.kind === 'outsider')
}

const cancels = /^(?:取消|算了|不撤销?了?|不用了?|放弃)$/u

/** Which of several records is ended. */
export const endDialogueOf: Dialogue = {
  kind: 'offline.end',
  hear: async ({ id, message, global }, desk): Promise<Answer | undefined> => {
    const open = { kind: endDialogueOf.kind, id }
    const ids = id.split(',')
    const plain = plainOf(message)
    if (cancels.test(plain)) {
      await endDialogue(desk, open)
      return texts.notEnded
    }
    const chosen = chosenFrom(plain, ids.length)
    if (chosen === null && global) return undefined
    if (chosen === null || chosen === 'wrong') return texts.noSuchNumber(ids.length)
    await endDialogue(desk, open)
    const all = await standing(desk)
    const said: string[] = []
    for (const place of chosen) {
      const item = all.find(({ row }) => row.id === ids[place])
      said.push(item ? await end(item, desk) : texts.notEnded)
    }
    return said.join('\n')
  },
  resume: () => Promise.resolve(texts.endWaits),
}
