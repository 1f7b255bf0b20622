import type { LocalMessage } from '../wire.ts'

export type Content = LocalMessage['content']

/** What one call put before several people at one moment. */
export interface Showing {
  at: number
  by: string
  userids: string[]
  message: LocalMessage
}

/** A message of the app: what is needed to press, change and recall it. Its id is both `msgid` and the id people's copies have. */
export interface Sent {
  id: string
  at: number
  to: string[]
  card: SentCard | null
}

export interface SentCard {
  taskId: string
  cardType: string
  /** Keys of the card's upper-right menu. */
  menu: string[]
  /** What is chosen in its questions as long as nobody chooses otherwise. */
  selected: { question: string; options: string[] }[]
}

/** Changes a card once, within 72 h (vendor page 94888). */
export interface ResponseCode {
  message: string
  at: number
  /** The presser, whose card alone it changes; null for the code of `message/send`, which reaches all recipients. */
  userid: string | null
}

export interface Media {
  id: string
  type: string
  name: string
  at: number
  bytes: number
  /** The webhook that uploaded it; null for the app's; `media-owners.ts` names others. They are not interchangeable. */
  webhook: string | null
}

/** What is remembered of the smart bot. */
export interface BotMemory {
  /** Never freed: a task_id is never taken twice. */
  taskIds: Set<string>
  /** Conversations in which somebody has spoken to it: a userid in lower case, or `group:<key>`. */
  spoken: Set<string>
  /** The day of the last enter_chat, by userid in lower case. */
  entered: Map<string, string>
  /** Its cards by the id of their message. */
  cards: Map<string, SentCard>
}

/** Everything the local WeCom remembers between two starts. */
export interface State {
  /** Access tokens and when they end. */
  tokens: Map<string, number>
  /** Never freed: a task_id is never taken twice. */
  taskIds: Set<string>
  /** Unused ones only. */
  codes: Map<string, ResponseCode>
  sent: Map<string, Sent>
  /** The answers that the duplicate check repeats, by the hash of the request. */
  answered: Map<string, { at: number; answer: object }>
  media: Map<string, Media>
  /** By userid in lower case, then by chat; oldest first. */
  chats: Map<string, Map<string, LocalMessage[]>>
  unread: Map<string, Map<string, number>>
  ledger: Showing[]
  findings: Set<string>
  /** Person-times of message/send on one day. */
  personTimes: { day: string; count: number }
  bot: BotMemory
}

export const emptyState = (): State => ({
  tokens: new Map(),
  taskIds: new Set(),
  codes: new Map(),
  sent: new Map(),
  answered: new Map(),
  media: new Map(),
  chats: new Map(),
  unread: new Map(),
  ledger: [],
  findings: new Set(),
  personTimes: { day: '', count: 0 },
  bot: { taskIds: new Set(), spoken: new Set(), entered: new Map(), cards: new Map() },
})
