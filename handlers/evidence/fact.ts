/** Where a second officer had to agree: who asked for it and who agreed; absent where none was needed. */
export interface Agreed {
  by?: string
  agreed?: string
}

/** What is attested: that something happened. Fields are ids, hashes, counts and moments, no free text of people. */
export type Fact =
  /** `hash` is the whole text's, `title` the title's, `audience` that of everybody asked with their departments. */
  | ({ type: 'study.issued'; notice: string; hash: string; title: string; people: number; audience: string } & Agreed)
  /** `hash` is that of the new text, `was` of the one before; `asks` the version from which on confirmations count. */
  | ({
      type: 'study.corrected'
      notice: string
      version: number
      asks: number
      hash: string
      was: string
      title: string
      due: string
      /** The digest of what it changed, in lines. */
      difference: string
    } & Agreed)
  /** Facts from before there were versions have none: they mean the first. */
  | { type: 'study.reached'; notice: string; hash: string; version: number }
  | { type: 'study.confirmed'; notice: string; hash: string; by: 'card' | 'page' | 'word'; version: number }
  /** A joint session: `attended` is a digest of who was present and counted, `record` of all else that was recorded. */
  | {
      type: 'study.joint'
      session: string
      notice: string
      version: number
      expected: number
      present: number
      counted: number
      attended: string
      record: string
    }
  | { type: 'study.joint.withdrawn'; session: string; notice: string }
  /** The one who attests was counted present by that session, and says that it is not so. */
  | { type: 'study.joint.objected'; session: string; notice: string }
  /** 请假, 免学, 异议 by the one who attests; `why` is the hash of the reason. */
  | {
      type: 'study.requested'
      request: string
      notice: string
      kind: 'leave' | 'exempt' | 'objection'
      department: string
      why: string
    }
  | { type: 'study.request.decided'; request: string; notice: string; decision: 'granted' | 'refused' }
  /** The decision's line of reason; `words` is its hash. */
  | { type: 'study.request.explained'; request: string; notice: string; words: string }
  | { type: 'study.request.withdrawn'; request: string; notice: string }
  /** 代录 by the one who attests, of somebody else: never that person's act. `words` is the hash of day, place and reason. */
  | {
      type: 'study.offline'
      record: string
      notice: string
      person: string
      department: string
      version: number
      words: string
    }
  /** Taken back by whoever may record, or by the person it is about, who says that it is not so. */
  | { type: 'study.offline.ended'; record: string; notice: string; how: 'withdrawn' | 'objected' }
  /** 代录 of somebody outside the directory; `words` is the hash of name, category, day, place and reason. */
  | { type: 'study.outsider'; record: string; notice: string; department: string; version: number; words: string }
  | { type: 'study.outsider.withdrawn'; record: string; notice: string }
  | { type: 'study.withdrawn'; notice: string }
  | { type: 'study.exported'; notice: string; rows: number }
  /** The archive of a month as it was made: the SHA-256 of the zip. */
  | { type: 'study.archived'; unit: string; month: string; by: string; files: number; sha256: string }
  | ({ type: 'broadcast.issued'; broadcast: string; hash: string; people: number } & Agreed)
  /** 双人发布 in a unit for more than `over` people; -1 where it is off. */
  | ({ type: 'office.second'; unit: string; over: number } & Agreed)
  | { type: 'office.authorised'; person: string; unit: string }
  | { type: 'office.unauthorised'; person: string; unit: string }
  | { type: 'office.appointed'; department: string; person: string }
  | { type: 'office.unappointed'; department: string; person: string }
  /** `hash` is that of the case's text, `title` the title's. */
  | { type: 'case.added'; case: string; hash: string; title: string }
  | { type: 'case.withdrawn'; case: string }
