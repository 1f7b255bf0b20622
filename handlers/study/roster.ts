import type { ReadTx } from '../../store/transaction.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { stampOf } from '../time.ts'
import { earlierConfirmations } from './earlier.ts'
import { named } from './notice.ts'
import { outsidersOf } from '../offline/count.ts'
import { toldWords } from '../offline/texts.ts'
import { othersOf } from './others.ts'
import { type Counts, unreachable } from './progress.ts'
import { standingNames, standingsOf } from './standing.ts'

/** One line of the roster, as printed. */
export interface RosterRow {
  department: string
  name: string
  state: string
  /** With offset; empty where there is no confirmation. */
  at: string
  by: string
  /** Which version of the text, `第2版`; empty where there is no confirmation. */
  version: string
  /** Who recorded it, or agreed to it, where somebody else did. */
  others: string
  /** The hash of the text that was confirmed. */
  hash: string
  /** When and which version was confirmed before a correction of substance; empty where none was. */
  earlier: string
}

/** Somebody whom the directory does not list, as a head or the office recorded. */
export interface OutsiderLine {
  department: string
  name: string
  category: string
  /** The day of the study and what was told beside it. */
  told: string
  others: string
}

export interface Roster {
  title: string
  unit: string
  due: string
  hash: string
  asked: number
  confirmed: number
  /** Who neither confirmed, nor took part otherwise, nor is excused. */
  missing: number
  /** How many stand otherwise: joint sessions, offline, excused. */
  otherwise: Counts
  rows: RosterRow[]
  /** In no number above. */
  outsiders: OutsiderLine[]
}

/** How somebody confirmed, as the roster and the pages say it. */
export const waysToConfirm = { card: '卡片按钮', page: '阅读页面', word: '聊天回复' } as const

/** Everybody who was asked, in organisation order: the audience as frozen, with what each has done. */
export async function rosterOf(tx: ReadTx, noticeId: string): Promise<Roster | null> {
  const notice = await tx.notices.get(noticeId)
  if (!notice) return null
  const organisation = await readOrganisation(tx)
  const place = new Map(organisation.subtree(organisation.root).map((id, index) => [id, index]))
  const people = new Map((await tx.people.list('all', [])).map(person => [person.id, person]))
  const { standings, confirmations } = await standingsOf(tx, noticeId)
  const earlier = await earlierConfirmations(tx, notice)
  const audience = [...(await tx.audience.list('notice', [noticeId]))].sort(
    (a, b) =>
      (place.get(a.department) ?? place.size) - (place.get(b.department) ?? place.size) ||
      (people.get(b.person)?.order ?? 0) - (people.get(a.person)?.order ?? 0) ||
      (a.person < b.person ? -1 : 1),
  )
  const others = await othersOf(tx, noticeId, standings, people)
  const otherwise: Counts = {}
  for (const standing of audience.map(({ person }) => standings.get(person))) {
    if (standing && standing !== 'confirmed') otherwise[standing] = (otherwise[standing] ?? 0) + 1
  }
  const outsiders = await outsidersOf(tx, noticeId, null)
  return {
    title: named(notice),
    unit: organisation.get(notice.unit)?.name ?? '',
    due: notice.due,
    hash: notice.hash,
    asked: audience.length,
    confirmed: confirmations.size,
    missing: audience.filter(({ person }) => !standings.has(person)).length,
    otherwise,
    outsiders: outsiders.map(row => ({
      department: organisation.label(row.department),
      name: row.name,
      category: row.category,
      told: toldWords(row, row.at),
      others: `由${people.get(row.by)?.name ?? row.by}于${stampOf(row.at)}记录`,
    })),
    rows: audience.map(({ person: id, department }) => {
      const person = people.get(id)
      const row = confirmations.get(id)
      const before = earlier.get(id)
      const standing = standings.get(id) ?? 'missing'
      const why = row ? [] : unreachable(person)
      const gone = person && person.left === null ? '' : '（已离开通讯录）'
      return {
        department: organisation.label(department),
        name: person?.name ?? id,
        state: `${standingNames[standing]}${why[0] ? `（${why[0].why}）` : gone}`,
        at: row ? stampOf(row.at) : '',
        by: row ? waysToConfirm[row.by] : '',
        version: row ? `第${row.version}版` : '',
        others: row ? '' : (others.get(id) ?? ''),
        hash: row?.hash ?? '',
        earlier: before ? `${stampOf(before.at)} 第${before.version}版` : '',
      }
    }),
  }
}
