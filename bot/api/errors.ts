import { type Reaction, reactionTo } from './reactions.ts'

/** WeCom said no. Names the call and the code; never an address, a token or what was sent. */
export class WeComError extends Error {
  override name = 'WeComError'
  readonly code: number
  readonly reaction: Reaction
  /** The path of the call, e.g. `/cgi-bin/message/send`. */
  readonly path: string
  /** The address WeCom saw this call come from, where its answer names it (60020). */
  readonly ip: string | null

  constructor(path: string, code: number, errmsg: string) {
    // Of the text only the hint is kept, by which the vendor finds the call: the rest may repeat what was sent.
    const hint = /hint:? ?\[([\w-]{1,64})\]/i.exec(errmsg)?.[1]
    super(`WeCom answers ${code} to ${path}${hint ? ` (hint ${hint})` : ''}`)
    this.code = code
    this.reaction = reactionTo(code)
    this.path = path
    this.ip = /from ip:? ?([0-9a-f.:]{3,45}[0-9a-f])/i.exec(errmsg)?.[1] ?? null
  }
}

/** WeCom was not reached, or what came back is no answer of WeCom's. */
export class WeComUnreachable extends Error {
  override name = 'WeComUnreachable'
  /** False where the request certainly did not arrive: then nothing has happened. */
  readonly maybeDone: boolean
  /** The HTTP status, where there was one. */
  readonly status: number | null
  readonly path: string
  readonly why: string

  constructor(path: string, why: string, { maybeDone, status = null }: { maybeDone: boolean; status?: number | null }) {
    super(`${path}: ${why}`)
    this.maybeDone = maybeDone
    this.status = status
    this.path = path
    this.why = why
  }
}
