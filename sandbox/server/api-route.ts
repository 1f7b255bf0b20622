import type { Context } from 'koa'

/** One call of the HTTP API. */
export interface ApiCall {
  ctx: Context
  query: Record<string, string>
  raw: Buffer
  /** The JSON of the request. Throws `Refusal` (40058) where it is none. */
  json(): unknown
}

export interface ApiRoute {
  /** E.g. `/cgi-bin/message/send`. */
  path: string
  method: 'GET' | 'POST'
  /** Names in the query that are documented, beside access_token and debug. */
  query?: readonly string[]
  /** Taken without an access token. */
  open?: boolean
  /** Gives the fields of the answer beside errcode and errmsg; null where it has answered by itself. */
  answer(call: ApiCall): object | null | Promise<object | null>
}
