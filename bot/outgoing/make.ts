import { z } from 'zod'
import type { CallOutcome, FinalState, Post } from '../../handlers/post.ts'
import type { Client } from '../api/client.ts'
import { WeComError, WeComUnreachable } from '../api/errors.ts'
import { faultSentence } from '../api/faults.ts'
import type { Log } from '../log.ts'
import { type Body, paths, readBody } from './body.ts'

/** message/send joins userids by |, update_template_card gives an array; both in lower case. */
const Names = z
  .union([z.string().transform(names => names.split('|')), z.array(z.string())])
  .transform(names => names.filter(Boolean).map(name => name.toLowerCase()))

// What is missing has a default beside the `catch`: to catch costs as much as the whole call.
const Sent = z.object({
  invaliduser: Names.default([]).catch([]),
  unlicenseduser: Names.default([]).catch([]),
  msgid: z.string().nullable().default(null).catch(null),
  response_code: z.string().nullable().default(null).catch(null),
})

/** How long a limit of WeCom's lasts at least, ms (vendor page 90312). */
const limitWindow = 60_000
/** How long a channel that is refused as a whole is left alone, ms. */
const faultWait = 120_000

/** Makes calls and says what became of them; see `Post.make`. */
export function maker({ client, log }: { client: Client; log: Log }): Post['make'] {
  return async text => {
    let body: Body
    try {
      body = readBody(text)
    } catch {
      log.error({}, 'a call that cannot be read is not made')
      return { kind: 'refused', state: 'refused', code: null }
    }
    try {
      const { path, query, json } = body
      const withoutToken = path === paths.webhook
      const sent = await client.call({ path, body: json, withoutToken, ...(query ? { query } : {}) }, Sent)
      return {
        kind: 'accepted',
        exceptions: path === paths.send ? exceptionsOf(sent) : {},
        msgid: sent.msgid,
        responseCode: sent.response_code,
      }
    } catch (error) {
      const outcome = outcomeOf(error, body.path)
      log.warn({ path: body.path, outcome: outcome.kind, why: reasonOf(error) }, 'call not accepted')
      return outcome
    }
  }
}

function exceptionsOf(sent: z.infer<typeof Sent>): Record<string, FinalState> {
  const exceptions: Record<string, FinalState> = {}
  for (const id of sent.invaliduser) exceptions[id] = 'not in range'
  for (const id of sent.unlicenseduser) exceptions[id] = 'not licensed'
  return exceptions
}

function outcomeOf(error: unknown, path: Body['path']): CallOutcome {
  if (error instanceof WeComUnreachable) return unreachable(error)
  // Whatever else went wrong here went wrong around a request that may have left.
  if (!(error instanceof WeComError)) return { kind: 'unknown' }
  const { code, reaction } = error
  const busy = (wait: number | null, fault: string | null): CallOutcome => ({ kind: 'busy', wait, fault, code })
  // Refused on the way to a token: the message itself has not been looked at.
  const fault = () => busy(faultWait, faultSentence(error))
  switch (reaction) {
    case 'retry':
      return busy(null, null)
    case 'wait':
      return busy(limitWindow, null)
    case 'token':
      return fault()
    case 'config':
      if (path !== paths.webhook) return fault()
      // A group that has removed its webhook (93000 and on) must not stop what goes to everybody else.
      return code >= 93_000 && code < 94_000 ? { kind: 'refused', state: 'refused', code } : busy(faultWait, null)
    case 'recipient':
      // Who cannot have a card changed is not out of reach: perhaps the message never came.
      if (error.path !== path) return fault()
      return { kind: 'refused', state: path === paths.send ? 'not in range' : 'refused', code }
    case 'drop':
    case 'bug':
      return error.path === path ? { kind: 'refused', state: 'refused', code } : fault()
  }
}

function unreachable({ maybeDone, status }: WeComUnreachable): CallOutcome {
  if (maybeDone) return { kind: 'unknown' }
  const fault =
    status === null
      ? null
      : `访问企业微信接口时得到 HTTP ${status}。请检查 WECOM_API_BASE 与出网代理 HTTPS_PROXY 的设置。`
  return { kind: 'busy', wait: status === null ? null : limitWindow, fault, code: null }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof WeComError || error instanceof WeComUnreachable) return error.message
  return error instanceof Error ? error.name : 'unknown'
}
