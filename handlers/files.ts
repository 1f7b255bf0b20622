import type { MadeFiles } from '../store/made.ts'
import type { Store } from '../store/transaction.ts'
import { archiveFile } from './archive/file.ts'
import { progressPicture } from './picture/progress-picture.ts'
import { caseFile } from './cases/file.ts'
import type { FileMade } from './post.ts'
import { copyOf } from './receipt/copy.ts'
import { noticeFile } from './study/notice-file.ts'
import { rosterFile } from './study/roster-file.ts'
import { rosterOf } from './study/roster.ts'

/** Makes the file called `make` about `of`. Slow, so never inside an act. Throws where there is no such thing. */
export type MakeFile = (make: FileMade, of: string) => Promise<Uint8Array>

export interface FileDeps {
  store: Pick<Store, 'read'>
  made: MadeFiles
  now: () => number
}

/** Every file that can be made; a new one adds its line here and its name to `FileSaying`. */
export function fileMaker({ store, made, now }: FileDeps): MakeFile {
  const makers: Record<FileMade, (of: string) => Promise<Uint8Array>> = {
    roster: async of => rosterFile(there(await store.read(tx => rosterOf(tx, of)), of), now()),
    notice: async of => noticeFile(there(await store.read(tx => tx.notices.get(of)), of)),
    'progress-picture': of => progressPicture(store, of, now()),
    case: async of => there(await store.read(tx => caseFile(tx, of)), of),
    records: of => copyOf(store, of, now()),
    'archive-index': of => archiveFile(made, of, 'index'),
    'archive-summary': of => archiveFile(made, of, 'summary'),
  }
  return (make, of) => makers[make](of)
}

function there<T>(found: T | null | undefined, of: string): T {
  if (!found) throw new Error(`nothing called ${of}`)
  return found
}
