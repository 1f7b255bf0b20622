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
  /** `app` for the bot's own chat, `group:<key>` for a group with a webhook. */
  id: string
  title: string
  kind: 'app' | 'group'
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
  /** `me` is the person who looks. */
  from: 'me' | 'bot'
  content:
    | { type: 'text'; text: string }
    | { type: 'markdown'; text: string }
    | { type: 'textcard'; title: string; description: string; url: string; button: string }
    | {
        type: 'card'
        cardType: string
        source: string
        title: string
        desc: string
        subTitle: string
        emphasis: { title: string; desc: string } | null
        lines: { name: string; value: string; url: string | null }[]
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
  /** Own messages: whether the bot's callback has taken it. */
  delivery: 'sending' | 'taken' | 'failed' | null
}

/**
 * GET  /local/people                              → LocalPerson[]
 * GET  /local/chats?as=U                          → LocalChat[]
 * GET  /local/messages?as=U&chat=C                → LocalMessage[] (oldest first)
 * POST /local/say      {as, chat, text}           → LocalMessage
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
  /** What the bot called: `message/send`, `update_template_card`, `webhook/send`, `passive`, `recall`. */
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
  /** A part of the path, e.g. `message/send`. */
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
}

/** The local WeCom in the hands of a test. */
export interface Sandbox {
  /** Origin, e.g. `http://127.0.0.1:4100`. */
  url: string
  /** Every environment variable a client needs to reach it. */
  env: Record<string, string>
  switches: SandboxSwitches
  callback(url: string): void
  /** Resolves once the bot's callback has taken (or finally refused) it; gives the message. */
  say(userid: string, text: string, chat?: string): Promise<LocalMessage>
  /** Presses a button of a message this person has. */
  press(userid: string, messageId: string, key: string): Promise<void>
  /** Sends the last delivered callback of this person once more, byte for byte. Gives the HTTP status. */
  repeatLast(userid: string): Promise<number>
  messages(userid: string, chat?: string): LocalMessage[]
  ledger(): LedgerEntry[]
  /** What the bot sent that the documentation does not know, or that WeCom drops silently. Tests expect none. */
  findings(): string[]
  /** Calls per path since the start. */
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
