import { z } from 'zod'
import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { monthName, noticeMeant, shownNotices } from './notice.ts'
import { texts } from './texts.ts'

export const StudyExport = z.object({ notice: z.string() })

/** `导出`: the roster as a download for the logged-in office; where pages cannot be opened, as a safe file. */
export const sayExport: Act<Said> = async ({ rest }, desk) => {
  const unit = desk.who.officeOf ?? desk.who.unit
  const words = rest.replace(/花名册|名单/gu, '').trim()
  const known = await shownNotices(desk.tx, unit)
  const notice = noticeMeant(known, words, desk.at)
  if (!notice) {
    return known.length && words ? texts.noSuchNotice(words, known, '导出') : texts.noNotice
  }
  const rows = await desk.tx.audience.count('notice', [notice.id])
  await desk.audit({ act: '导出', about: notice.id, detail: `${rows} 人` })
  await desk.attest({ type: 'study.exported', notice: notice.id, rows })
  return {
    kind: 'file',
    make: 'roster',
    of: notice.id,
    name: `学习花名册${monthName(notice) || ''}.xlsx`,
    summary: texts.exportReady(rows),
    page: `/api/notices/${notice.id}/roster.xlsx`,
  }
}

/** The download itself: each one is an act of its own, in the audit log. */
export const exportRoster: Act<z.infer<typeof StudyExport>> = async ({ notice: id }, desk) => {
  const notice = await desk.tx.notices.get(id)
  if (!notice || desk.who.officeOf !== notice.unit) {
    await desk.audit({ act: '下载花名册', about: id, outcome: 'refused' })
    return texts.noNotice
  }
  await desk.audit({ act: '下载花名册', about: id })
  return null
}
