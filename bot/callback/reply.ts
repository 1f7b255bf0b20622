import { cdata } from './envelope.ts'
import { type Signed, sign } from './signature.ts'

/** The inner XML of a passive text answer (vendor page 90241). WeCom cuts a text beyond 2048 bytes. */
export function textReply({ to, from, at, text }: { to: string; from: string; at: number; text: string }): string {
  return (
    `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(from)}</FromUserName>` +
    `<CreateTime>${Math.floor(at / 1000)}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
    `<Content>${cdata(text)}</Content></xml>`
  )
}

/** The outer XML of an encrypted answer, signed over the replier's own time and nonce (vendor page 90968). */
export function sealedReply(token: string, signed: Signed): string {
  return (
    `<xml><Encrypt><![CDATA[${signed.encrypted}]]></Encrypt>` +
    `<MsgSignature><![CDATA[${sign(token, signed)}]]></MsgSignature>` +
    `<TimeStamp>${signed.timestamp}</TimeStamp><Nonce><![CDATA[${signed.nonce}]]></Nonce></xml>`
  )
}
