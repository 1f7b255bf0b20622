import type { NoticeRow } from '../study/notice.ts'
import type { Asked } from './group.ts'
import type { SessionRow } from './session.ts'

/** A joint session with nothing open any more: what is read back and then recorded. */
export interface Meeting extends Pick<
  SessionRow,
  'date' | 'part' | 'from' | 'to' | 'place' | 'host' | 'expected' | 'present' | 'absent' | 'points'
> {
  notice: NoticeRow
  departments: string[]
  /** Everybody of the notice's audience who was there. */
  attended: Asked[]
  /** A further session for those who missed the first: replaces none of the same day. */
  again: boolean
}
