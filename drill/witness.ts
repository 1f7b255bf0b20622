import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cipherFor } from '../bot/callback/cipher.ts'

/** Stands between WeCom and the bot, and remembers whose callbacks were answered. */
export interface Witness {
  /** Where WeCom's callbacks go. */
  url: string
  /** Whose callback since `forget` has been answered 200. */
  answered(): ReadonlySet<string>
  forget(): void
  close(): Promise<void>
}

interface WitnessOptions {
  /** The bot's callback. */
  target: string
  corpId: string
  aesKey: string
  /** Says of an answer whether it is lost on its way back, so that WeCom repeats what the bot has done. */
  loses: () => boolean
}

export async function openWitness({ target, corpId, aesKey, loses }: WitnessOptions): Promise<Witness> {
  const cipher = cipherFor({ aesKey, receiveId: corpId, draw: bytes => Buffer.alloc(bytes) })
  const senderOf = (body: string): string => {
    const encrypted = /<Encrypt>(?:<!\[CDATA\[)?([^\]<]+)/.exec(body)?.[1] ?? ''
    return /<FromUserName>(?:<!\[CDATA\[)?([^\]<]+)/.exec(cipher.open(encrypted))?.[1] ?? ''
  }
  let answered = new Set<string>()

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    const cut = (): void => void incoming.socket.destroy()
    incoming
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const body = Buffer.concat(chunks)
        const { search } = new URL(incoming.url ?? '/', target)
        const onward = request(`${target}${search}`, { method: 'POST', agent: false }, answer => {
          const parts: Buffer[] = []
          answer
            .on('data', (chunk: Buffer) => parts.push(chunk))
            .on('error', cut)
            .on('end', () => {
              if (answer.statusCode === 200) answered.add(senderOf(body.toString()))
              if (loses()) return cut()
              outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': 'application/xml' })
              outgoing.end(Buffer.concat(parts))
            })
        })
        onward.on('error', cut)
        onward.end(body)
      })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`,
    answered: () => answered,
    forget: () => void (answered = new Set()),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
