import { isUtf8 } from 'node:buffer'
import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import type { Draw } from './random-pool.ts'
import { Refused } from './refusal.ts'

/** WeCom's message cipher for one key and one receiver (vendor page 90968). */
export interface Cipher {
  /** Encrypts a message for WeCom; Base64. */
  seal(message: string): string
  /**
   * Decrypts a message of WeCom. The signature has to be checked first: a wrong key may decrypt to garbage without a sign.
   * Throws `Refused`: `receiver` where it was meant for another corp, `garbage` where padding, length or text are damaged.
   */
  open(encrypted: string): string
}

const block = 32
const randomLength = 16
const headerLength = randomLength + 4

/**
 * AES-256-CBC, the key's first 16 bytes as IV, over `random(16) ‖ length(4, big-endian) ‖ message ‖ receiveId`,
 * padded to a multiple of 32. OpenSSL pads and unpads to 16 only, so its padding is off and ours is checked byte by byte.
 * `aesKey` is the EncodingAESKey of 43 characters; `receiveId` the corp id for an app, empty for a smart bot.
 */
export function cipherFor({ aesKey, receiveId, draw }: { aesKey: string; receiveId: string; draw: Draw }): Cipher {
  const bytes = Buffer.from(`${aesKey}=`, 'base64')
  const key = createSecretKey(bytes)
  const iv = bytes.subarray(0, 16)
  const receiver = Buffer.from(receiveId)
  // One decipher for all messages, since setting one up costs more than a message: CBC chains each block to the
  // cipher block before it, so a message that comes with the IV as its first block is deciphered as if it were the first.
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)

  return {
    seal: message => {
      const length = Buffer.byteLength(message)
      const used = headerLength + length + receiver.length
      const padding = block - (used % block)
      const plain = Buffer.allocUnsafe(used + padding)
      draw(randomLength).copy(plain)
      plain.writeUInt32BE(length, randomLength)
      plain.write(message, headerLength)
      receiver.copy(plain, headerLength + length)
      plain.fill(padding, used)
      // The length is a multiple of the cipher's block: `update` gives everything and `final` nothing.
      return createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false).update(plain).toString('base64')
    },
    open: encrypted => {
      const sealed = Buffer.allocUnsafe(iv.length + Math.ceil((encrypted.length * 3) / 4))
      iv.copy(sealed)
      const length = sealed.write(encrypted, iv.length, 'base64')
      if (length === 0 || length % block !== 0) throw new Refused('garbage', 'length of the cipher text')
      const plain = decipher.update(sealed.subarray(0, iv.length + length)).subarray(iv.length)
      const end = plain.length - paddingOf(plain)
      if (end < headerLength) throw new Refused('garbage', 'shorter than its header')
      const messageEnd = headerLength + plain.readUInt32BE(randomLength)
      if (messageEnd > end) throw new Refused('garbage', 'length of the message')
      if (receiver.compare(plain, messageEnd, end) !== 0) throw new Refused('receiver', 'meant for another receiver')
      const message = plain.subarray(headerLength, messageEnd)
      if (!isUtf8(message)) throw new Refused('garbage', 'not UTF-8')
      return message.toString()
    },
  }
}

function paddingOf(plain: Buffer): number {
  const padding = plain[plain.length - 1] ?? 0
  if (padding < 1 || padding > block) throw new Refused('garbage', 'padding')
  for (let i = plain.length - padding; i < plain.length; i++) {
    if (plain[i] !== padding) throw new Refused('garbage', 'padding')
  }
  return padding
}
