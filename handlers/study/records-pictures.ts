import { createHash } from 'node:crypto'
import { Broken } from '../evidence/broken.ts'
import type { OpenCheck } from '../evidence/check.ts'
import { wholeText } from './notice.ts'
import { picturesIn } from './pictures.ts'
import { versionsOf } from './versions.ts'

/**
 * The pictures of every version of what was issued. A text has the SHA-256 of each in its mark, so the fact of the text
 * covers them: a picture that was exchanged or is gone does not fit its mark.
 */
export const pictureRecords: OpenCheck = tx => ({
  meet: () => Promise.resolve(),
  close: async () => {
    for (const state of ['issued', 'withdrawn']) {
      for (const { id, issued } of await tx.notices.list('state', [state])) {
        if (issued === null) continue
        for (const sha256 of picturesIn((await versionsOf(tx, id)).map(wholeText).join('\n'))) {
          const picture = await tx.pictures.get([id, sha256])
          const is = picture && createHash('sha256').update(Buffer.from(picture.bytes, 'base64')).digest('hex')
          if (is !== sha256) throw new Broken(`a picture of ${id} ${picture ? 'is not the one issued' : 'is gone'}`)
        }
      }
    }
  },
})
