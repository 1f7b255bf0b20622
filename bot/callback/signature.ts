import { hash, timingSafeEqual } from 'node:crypto'

/** What is signed: the values of a callback's query and the encrypted text, plain strings. */
export interface Signed {
  timestamp: string
  nonce: string
  encrypted: string
}

/**
 * Lower-case hex SHA-1 over token, timestamp, nonce and encrypted text (vendor page 90968).
 * They are sorted by code unit: a sort by locale puts `nonce` before `Vec` and signs something else.
 */
export function sign(token: string, { timestamp, nonce, encrypted }: Signed): string {
  return hash('sha1', [token, timestamp, nonce, encrypted].sort().join(''))
}

/** Whether `signature` is the right one. The comparison takes the same time wherever the first difference is. */
export function isSigned(token: string, signed: Signed, signature: string): boolean {
  const expected = Buffer.from(sign(token, signed), 'latin1')
  const given = Buffer.from(signature, 'latin1')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
