import type { ReadXml } from './envelope.ts'
import { Refused } from './refusal.ts'

/**
 * The outer envelope exactly as WeCom writes it (vendor page 90238). It is well formed and has one `Encrypt`,
 * so that the strict reader would find the same.
 */
const usual = new RegExp(
  '^\\s*<xml>\\s*(?:<ToUserName><!\\[CDATA\\[[\\w-]*\\]\\]></ToUserName>\\s*)?' +
    '(?:<AgentID><!\\[CDATA\\[\\d*\\]\\]></AgentID>\\s*)?' +
    '<Encrypt><!\\[CDATA\\[([A-Za-z0-9+/=]+)\\]\\]></Encrypt>\\s*' +
    '(?:<AgentID><!\\[CDATA\\[\\d*\\]\\]></AgentID>\\s*)?</xml>\\s*$',
)

/**
 * The encrypted text of a callback's body. The usual form is matched whole, at a fifth of the price of parsing it;
 * any other is parsed. Throws `Refused` (`garbage`).
 */
export function encryptedIn(body: string, readXml: ReadXml): string {
  const found = usual.exec(body)?.[1] ?? readXml(body).Encrypt
  if (typeof found !== 'string') throw new Refused('garbage', 'nothing encrypted')
  return found
}
