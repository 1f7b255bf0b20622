import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import { Refusal } from '../refusal.ts'
import { answerFrame } from './frames.ts'

/** One connection of the bot; it counts only while it is the subscribed one. */
export interface Connection {
  readonly id: string
  readonly socket: WebSocket
  closed: boolean
  /** Whom to tell when a ping is answered, by what it carried. */
  readonly awaiting: Map<string, () => void>
}

/** Acknowledges a command; what failed without a code is a system error. */
export function answer(connection: Connection, reqId: string, error: unknown, body: object | null): void {
  const refusal = error instanceof Refusal ? error : error ? new Refusal(-1, 'system error') : null
  if (!connection.closed) connection.socket.send(answerFrame(reqId, refusal, body))
}

/** Calls back once the client has everything that was written so far: it answers a ping sent now. */
export function afterwards(connection: Connection, mark: string, call: () => void): void {
  if (connection.closed) return
  connection.awaiting.set(mark, call)
  connection.socket.ping(mark)
}

/** Begins as none of the client's does: the vendor's SDK tells answers apart by that. */
export const reqIdOf = (): string => `R-${randomBytes(16).toString('base64url')}`
