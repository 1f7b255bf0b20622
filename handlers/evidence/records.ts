import { jointRecords } from '../joint/records.ts'
import { studyRecords } from '../study/records.ts'
import { pictureRecords } from '../study/records-pictures.ts'
import { leaveRecords } from '../leave/records.ts'
import { offlineRecords } from '../offline/records.ts'
import type { OpenCheck } from './check.ts'

/** Every kind of record that `verify` holds against its facts. A new capability adds its own check here, in one line. */
const checks: readonly OpenCheck[] = [studyRecords, pictureRecords, jointRecords, leaveRecords, offlineRecords]

/** All of them as one. */
export const recordsOf: OpenCheck = (tx, counts) => {
  const open = checks.map(check => check(tx, counts))
  return {
    meet: async fact => {
      for (const check of open) await check.meet(fact)
    },
    close: async () => {
      for (const check of open) await check.close()
    },
  }
}
