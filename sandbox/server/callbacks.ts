import { randomInt } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { app } from './app.ts'
import { encrypt, sign } from './cipher.ts'
import { slots } from './slots.ts'
import type { World } from './world.ts'
import { writeXml } from './xml.ts'

/** WeCom cuts the connection after so many ms (vendor page 90238). */
const patience = 5000
/** So many requests are under way at once. Those that wait for one to end have not begun, and lose no time. */
const sideBySide = 128
/** The request is made again three times. */
const attempts = 4

/** One callback as it goes over the wire; a repeat is the same byte for byte. */
export interface Callback {
  query: string
  body: string
}

export interface Answer {
  /** Null where the connection was cut or took too long. */
  status: number | null
  body: string
}

/** The way to the bot's callback. */
export interface Callbacks {
  /** Where they go from now on; null delivers nothing. */
  url: string | null
  /** Signs and encrypts a message or event for the bot. */
  seal(xml: string): Callback
  /** Makes one request. Never throws. */
  post(callback: Callback): Promise<Answer>
  /**
   * Delivers, and repeats after a time-out or a cut connection, and by a switch after an answer that is not 200.
   * `after` hears of each attempt. Gives the last answer.
   */
  deliver(callback: Callback, after?: (answer: Answer) => void): Promise<Answer>
  close(): Promise<void>
}

export function openCallbacks({ now, switches }: Pick<World, 'now' | 'switches'>, url: string | null): Callbacks {
  const agent = new Agent({ connections: sideBySide })
  const inTurn = slots(sideBySide)
  const closing = new AbortController()
  const underWay = new Set<() => void>()
  // Every repeat that is waited for listens to it.
  setMaxListeners(0, closing.signal)

  const callbacks: Callbacks = {
    url,
    seal: xml => {
      const timestamp = String(Math.floor(now() / 1000))
      const nonce = String(randomInt(1e9, 2 ** 31))
      const encrypted = encrypt(app.aesKey, `<xml>${xml}</xml>`, app.corpId)
      const query = new URLSearchParams({
        msg_signature: sign(app.token, timestamp, nonce, encrypted),
        timestamp,
        nonce,
      })
      const body = writeXml([
        ['ToUserName', app.corpId],
        ['AgentID', String(app.agentId)],
        ['Encrypt', encrypted],
      ])
      return { query: query.toString(), body: `<xml>${body}</xml>` }
    },
    post: ({ query, body }) =>
      inTurn(async () => {
        if (callbacks.url === null) return { status: null, body: '' }
        const address = new URL(callbacks.url)
        address.search = address.search ? `${address.search}&${query}` : query
        // No signal made of others: Node.js 20 may collect such a one before its time, and then it never fires.
        const cutting = new AbortController()
        const cut = (): void => cutting.abort()
        const patient = setTimeout(cut, patience)
        underWay.add(cut)
        try {
          const answer = await request(address, {
            dispatcher: agent,
            method: 'POST',
            headers: { 'content-type': 'text/xml; charset=utf-8' },
            body,
            signal: cutting.signal,
          })
          return { status: answer.statusCode, body: await answer.body.text() }
        } catch {
          return { status: null, body: '' }
        } finally {
          clearTimeout(patient)
          underWay.delete(cut)
        }
      }),
    deliver: async (callback, after = () => undefined) => {
      let answer: Answer = { status: null, body: '' }
      if (callbacks.url === null) return answer
      for (let attempt = 1; attempt <= attempts; attempt++) {
        answer = await callbacks.post(callback)
        after(answer)
        const again = answer.status === null || (answer.status !== 200 && switches.repeatOnStatus)
        if (!again || attempt === attempts || closing.signal.aborted) break
        await pause(switches.repeatAfter, closing.signal)
      }
      return answer
    },
    close: async () => {
      closing.abort()
      for (const cut of underWay) cut()
      await agent.destroy()
    },
  }
  return callbacks
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => wait(ms, undefined, { signal }).catch(() => undefined)
