/**
 * What the chat page, the tests and the drills see of the local WeCom.
 * The page speaks it as JSON under `/local/…`; tests hold the same object in their hands (`openSandbox`).
 * The bot never sees any of this: it has the documented protocol under `/cgi-bin/…`, `/connect/…` and its callback.
 */

export interface LocalPerson {
  userid: string
  name: string
  position: string
  /** Department names from the root down, one path a department. */
  departments: string[]
  /** Leads at least one department. */
  leader: boolean
  /** What WeCom says: 1 active, 2 disabled, 4 not activated. */
  status: number
  /** Reads through the WeChat plug-in: sees texts and text cards only. */
  wechat: boolean
  /** What makes this person worth choosing in the demonstration, e.g. `纪委办`, `夜班`; may be empty. */
  note: string
  /** Over all chats. */
  unread: number
}

export interface LocalChat {
  /** `app` for the app's own chat, `bot` for the single chat with the smart bot, `group:<key>` for a group. */
  id: string
  title: string
  kind: 'app' | 'bot' | 'group'
  unread: number
  /** The last message in a few words, and when; null in an empty chat. */
  last: { at: number; words: string } | null
}

export interface LocalButton {
  text: string
  key: string
  style: number
  /** Opens this address instead of calling back. */
  url: string | null
}

/** A message as the person sees it. */
export interface LocalMessage {
  id: string
  chat: string
  at: number
  /** `me` is the person who looks; `member` another member of the group. */
  from: 'me' | 'bot' | 'member'
  /** Who speaks in a group: a member's name or the smart bot's; absent for a webhook and in single chats. */
  author?: string
  /** What this message quotes, in a few words. */
  quote?: { id: string; author: string; words: string }
  content:
    | { type: 'text'; text: string }
    /** Spoken: what was recognised. */
    | { type: 'voice'; text: string }
    /** `open`: a stream that goes on being written. */
    | { type: 'markdown'; text: string; open?: boolean }
    | { type: 'textcard'; title: string; description: string; url: string; button: string }
    | {
        type: 'card'
        cardType: string
        source: string
        title: string
        desc: string
        subTitle: string
        emphasis: { title: string; desc: string } | null
        /** `ask`: a tap says this as if it had been typed (cards of the smart bot). */
        lines: { name: string; value: string; url: string | null; ask?: string }[]
        url: string | null
        buttons: LocalButton[]
        /** The greyed text that stands where buttons were; null while they can be pressed. */
        replaced: string | null
      }
    | { type: 'file'; name: string; bytes: number; safe: boolean; url: string }
    | { type: 'image'; url: string }
    /** The kind of message cannot be shown to this person (WeChat plug-in). */
    | { type: 'hidden'; what: string }
  recalled: boolean
  /** Own messages: whether the bot has got it; null where no bot hears it. */
  delivery: 'sending' | 'taken' | 'failed' | null
}

/**
 * GET  /local/people                              → LocalPerson[]
 * GET  /local/chats?as=U                          → LocalChat[]
 * GET  /local/messages?as=U&chat=C                → LocalMessage[] (oldest first)
 * POST /local/say      {as, chat, text, quote?, voice?} → LocalMessage
 * POST /local/file?as=U&chat=C&name=N[&picture=1] → LocalMessage; the body is the file's bytes
 * POST /local/enter    {as, chat}                 → {}: this person has opened the chat
 * POST /local/press    {as, message, key}         → {}
 * POST /local/read     {as, chat}                 → {}
 * GET  /local/clock                               → LocalClock
 * POST /local/clock    {to: "2026-11-12T09:07"}   → LocalClock, or 400 {error} (the past), 409 {error} (this clock cannot be moved)
 * GET  /local/events                              → server-sent events; `data: {"changed":["U", …]}` or `{"clock":true}`
 * GET  /local/open?as=U&url=ADDRESS               → becomes U in this browser (cookie; forgets whom pages knew) and goes there
 * GET  /local/ledger                              → LedgerEntry[]
 * GET  /local/findings                            → string[]
 * Errors are `{error}` in Chinese, with status 4xx.
 */
export interface LocalClock {
  /** Milliseconds since 1970. */
  now: number
  /** As shown, `2026年11月12日 星期四 09:07`. */
  shown: string
}

/** One thing that one person really saw, in the order it happened. */
export interface LedgerEntry {
  at: number
  userid: string
  /**
   * What the bot called: `message/send`, `update_template_card`, `webhook/send`, `passive`, `recall`; of the smart bot
   * `aibot_respond_msg`, `aibot_respond_welcome_msg`, `aibot_respond_update_msg`, `aibot_send_msg`. An entry with the id
   * of an earlier one is that message changed: a later frame of a stream, a card in another's place.
   */
  by: string
  message: LocalMessage
}

export interface HospitalPlan {
  corpName: string
  departments: { id: number; name: string; parentid: number; order: number }[]
  people: {
    userid: string
    name: string
    department: number[]
    is_leader_in_dept: number[]
    position: string
    status: number
    wechat?: boolean
    note?: string
    /** Outside the app's visible range. */
    outside?: boolean
  }[]
  /** Groups with a webhook: name, key, and whose members they are (departments). */
  groups: { name: string; key: string; departments: number[] }[]
}

/** Ways in which WeCom can fail, for tests and drills. Each applies to the next `times` matching calls. */
export interface Fault {
  /** A part of the path, e.g. `message/send`, or of the smart bot's command, e.g. `aibot_send_msg`. */
  path: string
  times: number
  /** Answer this errcode. */
  errcode?: number
  /** Answer this HTTP status. */
  status?: number
  /** `before`: cut without doing anything; `after`: do it, then cut. */
  cut?: 'before' | 'after'
}

export interface SandboxOptions {
  plan: HospitalPlan
  now: () => number
  port?: number
  /** Where callbacks go; can be set later with `callback`. */
  callbackUrl?: string
  /** Keeps its state in this file; absent keeps it in memory. */
  file?: string
  switches?: Partial<SandboxSwitches>
}

export interface SandboxSwitches {
  /** Message/send of cards with buttons answers 43012. */
  noCallbackConfigured: boolean
  /** Answer 60020 with the caller's address. */
  untrustedIp: boolean
  /** A callback is repeated on a non-200 answer too, not only on time-out or a cut connection. */
  repeatOnStatus: boolean
  /** Milliseconds between repeats of a callback. */
  repeatAfter: number
  /** The smart bot's creator is no super administrator: its frames name people by `wo…`, which alone it may send to. */
  encryptedUserids: boolean
  /** The smart bot may still answer on a new connection what came on an earlier one, within the 24 hours. */
  repliesAcrossConnections: boolean
  /** So many messages of one person to the smart bot may be unanswered; it hears no further one. 0: any number. */
  openInteractions: number
  /** Milliseconds of silence after which a connection of the smart bot is closed. */
  botSilence: number
  /** Milliseconds that `say`, `sendFile` and `press` wait for the smart bot's answer to the frame; 0: until it has the frame. */
  botPatience: number
}

/** Further ways to say something. */
export interface Saying {
  /** The id of a message in that chat that is quoted. */
  quote?: string
  /** Spoken. The smart bot gets what was recognised (single chat only); the app gets the voice alone, without words. */
  voice?: boolean
}

export interface SentFile {
  name: string
  bytes: Uint8Array
  /** `bot` unless it is named; the app takes pictures only. */
  chat?: string
  /** A picture rather than a file. */
  picture?: boolean
}

/** A frame that the smart bot sent, and how it was answered. */
export interface BotFrame {
  at: number
  cmd: string
  reqId: string
  /** Bytes of an upload are left out. */
  body: unknown
  errcode: number
  /** Whether the answer went out, see `loseAcks`. */
  acked: boolean
}

/** The smart bot's side of the local WeCom (智能机器人, long connection). */
export interface SandboxBot {
  /** Connections that are subscribed: 0 or 1. */
  connections(): number
  /** Cuts the connection without a word, as a broken line does. */
  cut(): void
  /** Cuts it right after the next callback frame has been written, or with `before` instead of writing it. */
  cutAtNext(when: 'before' | 'after'): void
  /** Does what the next `times` frames ask (not subscribing, not pings), and never answers them. */
  loseAcks(times: number): void
  /** Another connection subscribes: the bot's gets disconnected_event and is closed. */
  displace(): void
  /** Sends the last callback frame of this person again: the same body and msgid, a new req_id. */
  repeatLast(userid: string): Promise<void>
  /** Everything the bot has sent, subscribing and pings left out. */
  frames(): BotFrame[]
  /** The id by which the smart bot knows a person or a group at the moment, as in from.userid and chatid. */
  idOf(chat: { userid: string } | { group: string }): string
}

/** The local WeCom in the hands of a test. */
export interface Sandbox {
  /** Origin, e.g. `http://127.0.0.1:4100`. */
  url: string
  /** Every environment variable a client needs to reach it. */
  env: Record<string, string>
  switches: SandboxSwitches
  callback(url: string): void
  /** The smart bot's long connection. Its `fault`s are named by command, e.g. `aibot_send_msg`. */
  aibot: SandboxBot
  /**
   * Resolves once the bot's callback has taken (or finally refused) it; gives the message.
   * In the chats of the smart bot (`bot`, and `group:<key>` with `@清风`) it resolves with the bot's answer to the frame,
   * or when `botPatience` is over; at once where the bot is not connected, and the message is lost (`failed`).
   * The first thing somebody does in `bot` on a day is preceded by the event enter_chat.
   */
  say(userid: string, text: string, chat?: string, how?: Saying): Promise<LocalMessage>
  /** Sends a file or a picture. What is sent into a group reaches no bot until somebody quotes it. */
  sendFile(userid: string, file: SentFile): Promise<LocalMessage>
  /** Opens the single chat with the smart bot: enter_chat, the first time a day. */
  enter(userid: string): Promise<void>
  /** Presses a button of a message this person has, a card of the app or of the smart bot. */
  press(userid: string, messageId: string, key: string): Promise<void>
  /** Sends the last delivered callback of this person once more, byte for byte. Gives the HTTP status. */
  repeatLast(userid: string): Promise<number>
  messages(userid: string, chat?: string): LocalMessage[]
  ledger(): LedgerEntry[]
  /** What the bot sent that the documentation does not know, or that WeCom drops silently. Tests expect none. */
  findings(): string[]
  /** Calls per path, and frames of the smart bot per command, since the start. */
  calls(): Record<string, number>
  fault(fault: Fault): void
  /** Makes the current access token invalid at once. */
  expireTokens(): void
  /** Changes the directory while running. */
  changePlan(change: (plan: HospitalPlan) => void): void
  /** Tells the page that the clock has moved. */
  clockMoved(): void
  /** Where `POST /local/clock` goes; absent, it answers that this clock cannot be moved. */
  onClock?: (to: number) => Promise<void>
  close(): Promise<void>
}
