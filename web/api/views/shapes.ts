/** What the routes answer as JSON: shared by the routes and the pages, so nothing but types stands here. */

import type { Block } from '../../../handlers/document/blocks.ts'
import type { Span } from '../../../handlers/document/spans.ts'

export type { Block, Span }

export interface MeView {
  name: string
  office: boolean
  head: boolean
}

export interface MaterialView {
  id: string
  title: string
  blocks: Block[]
}

/** A notice as it is read, or will be. Moments and dates come as they are shown, in Shanghai time. */
export interface TextView {
  id: string
  title: string
  /** `2026年11月`; null where the title names none. */
  month: string | null
  issuers: string[]
  /** `11月30日` */
  due: string
  requireEnd: boolean
  blocks: Block[]
  materials: MaterialView[]
}

/** A correction of a notice, in at most three lines. */
export interface CorrectionView {
  /** The version it made. */
  version: number
  /** `11月25日` */
  date: string
  kind: 'wording' | 'substance' | 'due'
  lines: string[]
}

export interface NoticeView extends TextView {
  version: number
  /** The oldest first; empty where nothing was corrected. */
  corrections: CorrectionView[]
  /** The first characters of the text's SHA-256. */
  hash: string
  withdrawn: { at: string; why: string } | null
  /** The reader's own state; null where the reader was not asked, as for the office. */
  mine: MyState | null
  /** Whether the reader may open the progress of everybody. */
  office: boolean
}

export interface MyState {
  /** When the end of the text was reached. */
  reached: string | null
  confirmed: ConfirmedView | null
  /** When a text was confirmed that a correction of substance has replaced since, and which version; null where none was. */
  earlier: { at: string; version: number } | null
}

/** What a notice said in one of its versions. */
export interface VersionView extends TextView {
  version: number
  /** `11月12日 09:07` */
  at: string
  /** The number of the version that stands now. */
  newest: number
  /** When the reader confirmed this very version; null where not. */
  confirmed: string | null
  withdrawn: boolean
}

export interface ConfirmedView {
  /** `11月12日 09:07` */
  at: string
  /** How: 卡片按钮、阅读页面、聊天回复. */
  by: string
  /** The code of the receipt. */
  receipt: string
  /** 已存证, else 待封存. */
  sealed: boolean
}

/** What a press of the button came to. */
export interface TapView {
  /** What the act said. */
  said: string
  mine: MyState
  /** The notice was corrected since the page showed it: nothing was confirmed, and the page has to show it anew. */
  corrected: boolean
}

export interface DraftView extends TextView {
  /** What it changes, where it corrects a notice; what it will be released as, and why. */
  correction: { kind: string; why: string | null; lines: string[] } | null
  kind: 'study' | 'broadcast' | 'case'
  state: 'collecting' | 'preview' | 'released' | 'cancelled'
  /** Which state of it this is: a press of the button is for this one. */
  revision: number
  /** The reader prepares it, and may change and release it; else the name of who does. */
  mine: boolean
  by: string
  /** Nobody has given it a title: it cannot go out. */
  untitled: boolean
  /** How many are asked, in which departments, and how many of them no message reaches. */
  people: number
  where: string
  hidden: number
  /** `2026-11-30` */
  dueDate: string
  /** Where the due date comes from, in words. */
  dueFrom: string
  /** When it goes out; null is at once. */
  release: string | null
  files: { name: string; cover: boolean; pictures: number }[]
  /** Materials that came as parts of their own can be put right, by their number from 1. */
  loose: number[]
  /** What to look at before it is published. */
  remarks: string[]
  /** Doubts where they stand: in the notice (material null) or in a material by its id, under the block of that index. */
  doubts: { material: string | null; block: number; note: string }[]
  /** The notice that was made of it. */
  notice: string | null
}

/** What the page for publishing begins with: the draft that lies open, if one does. */
export interface PublishView {
  /** What is being prepared; `corrects`: the correction of a notice that is out. */
  open: { id: string; title: string; at: string; corrects: boolean } | null
}

/** What became of something handed in. */
export interface HandedView {
  draft: string | null
  /** Why it was not taken; empty where it was. */
  said: string
}

export interface DraftSaidView {
  /** What to tell; null where the changed draft says it. */
  said: string | null
  view: DraftView
}

export interface ProgressView {
  id: string
  title: string
  month: string | null
  due: string
  withdrawn: boolean
  /** As of this moment. */
  at: string
  asked: number
  confirmed: number
  /** `集中学习 21 人，请假 1 人`: took part otherwise, or excused; empty where nobody did. */
  otherwise: string
  missing: number
  /** Who had confirmed before the newest correction of substance; 0 where there was none. */
  before: number
  /** `另有通讯录以外人员线下学习 3 人，不计入应学`; empty for none. */
  outsiders: string
  /** In organisation order, never ranked. */
  departments: { id: string; name: string; asked: number; confirmed: number; otherwise: string }[]
  /** How many of the missing no message of WeCom reaches. */
  unreachable: number
  /** The office sees the whole unit and may take the roster away; a head sees the own departments. */
  office: boolean
}

/** Who it is, on request: each look goes to the audit log. */
export interface NamesView {
  departments: { id: string; missing: string[] }[]
  unreachable: { name: string; why: string }[]
  /** Came after the issue, and are not asked. */
  joined: string[]
  /** Left the directory after the issue, and still count. */
  gone: string[]
}

/** The archive of a month, while it is made and once it can be downloaded. */
export interface ArchiveView {
  id: string
  /** `2026年11月台账` */
  name: string
  state: 'waiting' | 'done' | 'failed'
  /** Per cent. */
  progress: number
  /** Ordered because the file of an earlier one was no longer kept. */
  again: boolean
  done: {
    /** As of when. */
    at: string
    /** The month was not over then. */
    running: boolean
    files: number
    /** `1.2 MB` */
    size: string
    sha256: string
    /** Until when the file is kept; null where it is gone already. */
    kept: string | null
  } | null
}

/** A stretch of a text, and whether it is what was looked for. */
export interface StretchView {
  text: string
  hit: boolean
}

export interface FoundView {
  items: {
    /** `202611-…/2`; its page is `/h5/cases/` and this. */
    ref: string
    title: StretchView[]
    whence: string
    snippet: StretchView[]
  }[]
  more: boolean
  /** Words that would find something, where nothing was found. */
  near: string[]
}

export interface CaseView {
  ref: string
  title: string
  whence: string
  blocks: Block[]
  /** The notice it came with; null for a case of the office. */
  notice: string | null
  /** Everything that came with it, itself included; empty where it came alone. `page` is within the pages' base. */
  others: { page: string; ref: string; title: string }[]
}

/** What the page needs to record a joint session. */
export interface JointFormView {
  /** Those that may be chosen, in organisation order; `depth` is how far it lies below the first. */
  departments: { id: string; name: string; depth: number }[]
  chosen: string[]
  notices: { id: string; title: string }[]
  /** Which of them the list of people is of. */
  notice: string | null
  /** Everybody it asks in the chosen departments. `done`: 已确认, 请假 and the like. */
  people: { id: string; name: string; department: string; done: string }[]
  /** Who may be proposed as host: heads and those with a title first. */
  hosts: { id: string; name: string }[]
  today: string
}

/** What a filled form came to: see `handlers/joint/on-page.ts`. */
export interface JointSaidView {
  id: string | null
  ready: boolean
  said: string
}

/** A recorded session, as it is shown and printed. */
export interface JointView {
  id: string
  notice: string
  title: string
  unit: string
  departments: string
  /** `2026年11月11日` */
  date: string
  times: string
  place: string
  host: string
  expected: number
  present: number
  others: number
  absent: { name: string; reason: string }[]
  points: string
  /** Those present in organisation order, by department; who objected is left out. */
  attended: { department: string; people: { name: string; own: boolean }[] }[]
  objected: string[]
  counted: number
  recordedBy: string
  recordedAt: string
  receipt: string
  sealed: boolean
  withdrawn: boolean
}

/** A sheet to be signed before a session: everybody asked, a page a department. */
export interface JointSheetView {
  id: string
  title: string
  unit: string
  departments: { id: string; name: string; people: string[] }[]
}

/** One's own records, the newest first. */
export interface RecordsView {
  records: {
    /** With offset. */
    at: string
    what: string
    how: string
    /** 《…》 */
    title: string
    /** Where the text is read as it was; within the pages' base. */
    page: string
    withdrawn: boolean
    receipt: { code: string; sealed: boolean } | null
    /** SHA-256 of that text, hex. */
    hash: string | null
    version: number | null
  }[]
  /** What to ask for next; null at the end. */
  next: string | null
}

export interface ReceiptView {
  code: string
  /** `broken`: there is such a receipt, but something it stands for was changed. */
  state: 'holds' | 'broken' | 'absent' | 'malformed'
  /** For whom it belongs to, and the office of the unit; null for everybody else. */
  whose: {
    name: string
    what: string
    at: string
    hash: string | null
    page: string | null
    /** Where in the chain it was sealed. */
    link: { number: number; at: string } | null
    waiting: boolean
  } | null
}
