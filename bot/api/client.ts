import { z } from 'zod'
import { WeComError, WeComUnreachable } from './errors.ts'
import { callTimeout, type Http } from './http.ts'
import { tokenKeeper } from './token.ts'

/** One call of WeCom's HTTP API. */
export interface ApiCall {
  /** E.g. `/cgi-bin/message/send`. */
  path: string
  query?: Record<string, string>
  /** The exact JSON text of a POST, or a multipart body; without it the call is a GET. */
  body?: string | Buffer
  contentType?: string
  /** A webhook has its key in `query` and takes no token. */
  withoutToken?: boolean
  timeout?: number
}

/** WeCom's HTTP API as this app may use it (vendor page 90664). */
export interface Client {
  /**
   * Makes a call once; where WeCom no longer takes the token, once more with a new one.
   * Gives the answer read by `shape`, which need not know `errcode`. Unknown fields are ignored.
   * Throws `WeComError` where WeCom says no, `WeComUnreachable` where it was not reached or answered something else.
   */
  call<S extends z.ZodType>(call: ApiCall, shape: S): Promise<z.infer<S>>
}

export interface ClientConfig {
  /** The origin, without `/cgi-bin`. */
  apiBase: string
  corpId: string
  secret: string
}

const Status = z.looseObject({ errcode: z.number().int().default(0), errmsg: z.string().default('') })
type Status = z.infer<typeof Status>

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().default(7200) })

export function openClient(config: ClientConfig, { http, now }: { http: Http; now: () => number }): Client {
  const send = async (call: ApiCall, token: string | null): Promise<Status> => {
    const url = new URL(call.path, config.apiBase)
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
    if (token !== null) url.searchParams.set('access_token', token)
    const { status, text } = await http.send({
      url,
      method: call.body === undefined ? 'GET' : 'POST',
      ...(call.body === undefined
        ? {}
        : { body: call.body, headers: { 'content-type': call.contentType ?? 'application/json; charset=utf-8' } }),
      timeout: call.timeout ?? callTimeout,
    })
    if (status !== 200) {
      // A gateway on the way refused it (4xx), or something broke while it may have been worked on (5xx).
      throw new WeComUnreachable(call.path, `HTTP ${status}`, { maybeDone: status >= 500, status })
    }
    return read(call.path, text, Status)
  }

  const tokens = tokenKeeper({
    now,
    fetch: async () => {
      const path = '/cgi-bin/gettoken'
      const query = { corpid: config.corpId, corpsecret: config.secret }
      const answer = accepted(path, await send({ path, query }, null))
      const { access_token: value, expires_in: expiresIn } = parsed(path, answer, TokenAnswer)
      return { value, expiresIn }
    },
  })

  const sendWithToken = async (call: ApiCall): Promise<Status> => {
    const token = await tokens.get()
    const answer = await send(call, token)
    if (answer.errcode === 0 || new WeComError(call.path, answer.errcode, '').reaction !== 'token') return answer
    tokens.drop(token)
    return send(call, await tokens.get())
  }

  return {
    call: async (call, shape) => {
      const answer = call.withoutToken ? await send(call, null) : await sendWithToken(call)
      return parsed(call.path, accepted(call.path, answer), shape)
    },
  }
}

function accepted(path: string, answer: Status): Status {
  if (answer.errcode !== 0) throw new WeComError(path, answer.errcode, answer.errmsg)
  return answer
}

function read<S extends z.ZodType>(path: string, text: string, shape: S): z.infer<S> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new WeComUnreachable(path, 'the answer is no JSON', { maybeDone: true, status: 200 })
  }
  return parsed(path, value, shape)
}

function parsed<S extends z.ZodType>(path: string, value: unknown, shape: S): z.infer<S> {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  // The field is named, what stood in it is not.
  const where = result.error.issues[0]?.path.join('.') ?? ''
  throw new WeComUnreachable(path, `the answer has another shape at ${where}`, { maybeDone: true, status: 200 })
}
