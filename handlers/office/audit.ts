import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { named } from '../study/notice.ts'
import { day, monthOf, shownTime } from '../time.ts'
import { texts } from './texts.ts'

type AuditRow = RowOf<Collections['audit']>

const shown = 15

/** `操作记录`: what the office has done and who was refused, the newest first, for the office itself. */
export const sayAudit: Act<Said> = async (_said, desk) => {
  const { tx, at, who: asks } = desk
  // From last month on: the newest stand at the end, and older months need not be read for them.
  const rows = await tx.audit.list('all', [], { after: monthOf(at - 31 * day) })
  const people = new Map((await tx.people.list('all', [])).map(person => [person.id, person]))
  const organisation = await readOrganisation(tx)
  const isOurs = ({ who }: AuditRow) => organisation.unitOf(people.get(who)?.departments[0] ?? '') === asks.officeOf
  const titles = new Map((await tx.notices.list('unit', [asks.officeOf ?? ''])).map(row => [row.id, named(row)]))
  const nameOf = (id: string) => people.get(id)?.name ?? organisation.get(id)?.name ?? titles.get(id) ?? ''
  /** What it was about, as far as that has a name: a person, a department, a department's head, a notice. */
  const object = (about: string | null) => (about ?? '').split('/').map(nameOf).filter(Boolean).join(' ')
  const line = ({ at: then, who, act, about, outcome, detail }: AuditRow): string =>
    [
      `${shownTime(then, at)} ${people.get(who)?.name ?? who} ${act}`,
      outcome === 'refused' ? '，已拒绝' : '',
      object(about) && `${outcome === 'refused' ? '：' : ' '}${object(about)}`,
      detail ? `（${detail}）` : '',
    ].join('')
  const last = rows.filter(isOurs).slice(-shown).reverse()
  await desk.audit({ act: '查看操作记录' })
  return last.length ? ['最近的办公室操作：', ...last.map(line)].join('\n') : texts.noAudit
}
