import type { Store } from '../../store/transaction.ts'
import { noticeFile } from './notice-file.ts'
import { rosterOf } from './roster.ts'
import { rosterFile } from './roster-file.ts'

/** Makes the file called `make` about the notice `of`. Slow, so never inside an act. Throws where there is no such notice. */
export type MakeFile = (make: 'roster' | 'notice', of: string) => Promise<Uint8Array>

export const fileMaker =
  (store: Pick<Store, 'read'>, now: () => number): MakeFile =>
  async (make, of) => {
    const found = await store.read(async tx => ({ roster: await rosterOf(tx, of), notice: await tx.notices.get(of) }))
    if (!found.roster || !found.notice) throw new Error(`no notice ${of}`)
    return make === 'roster' ? rosterFile(found.roster, now()) : noticeFile(found.notice)
  }
