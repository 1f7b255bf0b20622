import { randomBytes } from 'node:crypto'
import { cipherFor } from '../bot/callback/cipher.ts'
import { sign } from '../bot/callback/signature.ts'
import { account } from './account.ts'

const cipher = cipherFor({ aesKey: account.aesKey, receiveId: account.corpId, draw: randomBytes })
let lastId = 7_300_000_000_000_000

const element = (name: string, value: string): string => `<${name}><![CDATA[${value}]]></${name}>`

function message(from: string, fields: Record<string, string>): string {
  const all = {
    ToUserName: account.corpId,
    FromUserName: from,
    CreateTime: String(Math.floor(Date.now() / 1000)),
    ...fields,
  }
  return `<xml>${Object.entries(all)
    .map(([name, value]) => element(name, value))
    .join('')}</xml>`
}

/** Something written to the bot. */
export const textMessage = (from: string, words: string): string =>
  message(from, { MsgType: 'text', Content: words, MsgId: String(++lastId), AgentID: String(account.agentId) })

/** A button of a card pressed; `code` is what changes the card. */
export const pressMessage = (from: string, key: string, code: string): string =>
  message(from, {
    MsgType: 'event',
    Event: 'template_card_event',
    EventKey: key,
    TaskId: key.replace(':', '@'),
    CardType: 'button_interaction',
    ResponseCode: code,
    AgentID: String(account.agentId),
  })

/** A whole HTTP request that delivers a message, signed and encrypted as WeCom does. */
export function delivery(host: string, inner: string): Buffer {
  const encrypted = cipher.seal(inner)
  const signed = { timestamp: String(Math.floor(Date.now() / 1000)), nonce: randomBytes(5).toString('hex'), encrypted }
  const query = `msg_signature=${sign(account.token, signed)}&timestamp=${signed.timestamp}&nonce=${signed.nonce}`
  const body =
    `<xml>${element('ToUserName', account.corpId)}${element('AgentID', String(account.agentId))}` +
    `${element('Encrypt', encrypted)}</xml>`
  return Buffer.from(
    `POST /wecom/callback?${query} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: text/xml\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** The text inside an encrypted answer; empty where there is none. */
export function answerText(body: string): string {
  const encrypted = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body)?.[1]
  return encrypted ? (/<Content><!\[CDATA\[(.*)\]\]><\/Content>/s.exec(cipher.open(encrypted))?.[1] ?? '') : ''
}
