import { mayRead, sourceAt } from '../../handlers/cases/library.ts'
import { readOrganisation } from '../../handlers/directory/organisation.ts'
import { overseenBy, type Person } from '../../handlers/person.ts'
import { isAsked } from '../../handlers/study/notice.ts'
import type { ReadTx } from '../../store/transaction.ts'

/**
 * Who may use a route.
 * `public`: nobody need be logged in. `member`: everybody in the directory.
 * `addressed`: who was asked for this notice, and the office of its unit.
 * `overseer`: the office of the notice's unit, offices and heads of units and departments below that were asked.
 * `officer`: whoever is an office, of whichever unit.
 * `office`: the office of the notice's unit. `draft office`: the office of the draft's unit.
 * `archive office`: the office of the unit an archive was ordered for.
 * `keeper`: heads and offices, who record what a department did. `session`: who oversees all departments of a joint
 * session, or recorded it.
 * `case reader`: who may read a text of the library, see `handlers/cases/library.ts`.
 */
export type Access =
  | 'public'
  | 'member'
  | 'addressed'
  | 'overseer'
  | 'officer'
  | 'office'
  | 'draft office'
  | 'archive office'
  | 'case reader'
  | 'keeper'
  | 'session'

/**
 * `not there` and `hidden` look the same from outside: neither tells whether the thing exists.
 * `hidden` and `refused` were tries at what is the office's, and go to the audit log.
 */
export type Verdict = 'yes' | 'not there' | 'hidden' | 'refused'

/** Pages of the office and of heads: they end when idle, and refusals are recorded. */
export const isGuarded = (access: Access): boolean =>
  ['overseer', 'officer', 'office', 'draft office', 'archive office', 'keeper', 'session'].includes(access)

/** Whether this person may use a route with this access on the thing of this id. */
export async function mayUse(access: Access, tx: ReadTx, who: Person, id: string): Promise<Verdict> {
  if (access === 'public') return 'yes'
  if (!who.known) return 'refused'
  switch (access) {
    case 'member':
      return 'yes'
    case 'addressed': {
      const notice = await tx.notices.get(id)
      if (!notice) return 'not there'
      return who.officeOf === notice.unit || (await tx.audience.get([id, who.id])) ? 'yes' : 'not there'
    }
    case 'overseer': {
      if (who.officeOf === null && !who.leads.length) return 'refused'
      const notice = await tx.notices.get(id)
      if (!notice) return 'not there'
      return who.officeOf === notice.unit || (await overseesSomebodyAsked(tx, who, id)) ? 'yes' : 'hidden'
    }
    case 'officer':
      return who.officeOf === null ? 'refused' : 'yes'
    case 'office':
      return officeOfUnit(who, (await tx.notices.get(id))?.unit)
    case 'draft office':
      return officeOfUnit(who, (await tx.drafts.get(id))?.unit)
    case 'archive office':
      return officeOfUnit(who, (await tx.jobs.get(id))?.unit)
    case 'keeper':
      return who.officeOf !== null || who.leads.length ? 'yes' : 'refused'
    case 'session': {
      if (who.officeOf === null && !who.leads.length) return 'refused'
      const session = await tx.jointSessions.get(id)
      if (!session) return 'not there'
      const own = session.by === who.id || who.officeOf === session.unit
      return own || (await overseesAll(tx, who, session.departments)) ? 'yes' : 'hidden'
    }
    case 'case reader': {
      const source = await sourceAt(tx, id)
      return source && (await mayRead(tx, who, source)) ? 'yes' : 'not there'
    }
  }
}

function officeOfUnit(who: Person, unit: string | undefined): Verdict {
  if (who.officeOf === null) return 'refused'
  if (unit === undefined) return 'not there'
  return who.officeOf === unit ? 'yes' : 'hidden'
}

async function overseesSomebodyAsked(tx: ReadTx, who: Person, notice: string): Promise<boolean> {
  const organisation = await readOrganisation(tx)
  return isAsked(tx, notice, new Set(overseenBy(who).flatMap(id => organisation.subtree(id))))
}

async function overseesAll(tx: ReadTx, who: Person, departments: readonly string[]): Promise<boolean> {
  const organisation = await readOrganisation(tx)
  const seen = new Set(overseenBy(who).flatMap(id => organisation.subtree(id)))
  return departments.every(id => seen.has(id))
}
