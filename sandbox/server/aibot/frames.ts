import { z } from 'zod'
import type { BotFrame } from '../../wire.ts'
import { Refusal } from '../refusal.ts'

/** A frame of the client (vendor page 101463): one JSON object in a text frame. */
const Frame = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: z.string().min(1) }),
  body: z.unknown().optional(),
})

export interface Frame {
  cmd: string
  reqId: string
  body: unknown
}

/** Throws `Refusal` (40058) for what is no frame. */
export function readFrame(text: string): Frame {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Refusal(40058, 'the frame is no JSON')
  }
  const read = Frame.safeParse(json)
  if (!read.success) throw new Refusal(40058, 'cmd or headers.req_id missing')
  const { cmd, headers, body } = read.data
  return { cmd, reqId: headers.req_id, body }
}

/** An acknowledgement has no cmd, and always an errcode. */
export const answerFrame = (reqId: string, refusal: Refusal | null, body: object | null): string =>
  JSON.stringify({
    headers: { req_id: reqId },
    errcode: refusal?.code ?? 0,
    errmsg: refusal?.message ?? 'ok',
    ...(body ? { body } : {}),
  })

export const callbackFrame = (cmd: string, reqId: string, body: object): string =>
  JSON.stringify({ cmd, headers: { req_id: reqId }, body })

/** What the bot has sent, for tests. A part of a file would only fill the memory. */
export function noted(frame: Frame, at: number, errcode: number, acked: boolean): BotFrame {
  const body =
    frame.body instanceof Object && 'base64_data' in frame.body
      ? { ...frame.body, base64_data: `(${String(frame.body.base64_data).length})` }
      : frame.body
  return { at, cmd: frame.cmd, reqId: frame.reqId, body, errcode, acked }
}
