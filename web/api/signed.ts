import { createHmac, timingSafeEqual } from 'node:crypto'

/** Values a browser holds for us and cannot change. They can be read: nothing secret goes in. */
export interface Signer {
  /** The value with its signature, in characters that a cookie may hold. */
  sign: (value: string) => string
  /** The value; null where the signature is not ours or was made for another purpose. */
  open: (signed: string) => string | null
}

/** Signs by HMAC-SHA-256. A value signed for one purpose does not open for another. */
export function signer(secret: string, purpose: string): Signer {
  const macOf = (encoded: string) => createHmac('sha256', secret).update(`${purpose}\n${encoded}`).digest()
  return {
    sign: value => {
      const encoded = Buffer.from(value).toString('base64url')
      return `${encoded}.${macOf(encoded).toString('base64url')}`
    },
    open: signed => {
      const [encoded = '', mac = '', ...rest] = signed.split('.')
      const given = Buffer.from(mac, 'base64url')
      const right = macOf(encoded)
      if (rest.length || given.length !== right.length || !timingSafeEqual(given, right)) return null
      return Buffer.from(encoded, 'base64url').toString()
    },
  }
}
