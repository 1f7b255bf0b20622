import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/**
 * The encryption of callbacks (vendor page 90968): AES-256-CBC over `random(16) ‖ length(4) ‖ message ‖ receiveid`,
 * padded to a multiple of 32, the key's first 16 bytes as IV.
 */

const block = 32
const header = 20

const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64')

export function encrypt(aesKey: string, message: string, receiveId: string): string {
  const key = keyOf(aesKey)
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(16), length, text, Buffer.from(receiveId)])
  const padding = block - (plain.length % block)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** Null where it cannot be decrypted with this key. */
export function decrypt(aesKey: string, encrypted: string): { message: string; receiveId: string } | null {
  const key = keyOf(aesKey)
  const sealed = Buffer.from(encrypted, 'base64')
  if (!sealed.length || sealed.length % block !== 0) return null
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(sealed), decipher.final()])
  const padding = plain.at(-1) ?? 0
  const end = plain.length - padding
  if (padding < 1 || padding > block || end < header) return null
  if (plain.subarray(end).some(byte => byte !== padding)) return null
  const messageEnd = header + plain.readUInt32BE(16)
  if (messageEnd > end) return null
  return {
    message: plain.subarray(header, messageEnd).toString(),
    receiveId: plain.subarray(messageEnd, end).toString(),
  }
}

/** SHA-1 over the four values, sorted by code unit. */
export const sign = (token: string, timestamp: string, nonce: string, encrypted: string): string =>
  createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
