import { createDecipheriv, randomBytes } from 'node:crypto'
import * as vendor from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cipherFor } from '../../../bot/callback/cipher.ts'
import { randomPool } from '../../../bot/callback/random-pool.ts'
import { isSigned, sign } from '../../../bot/callback/signature.ts'
import { app, bot, v1, v2, v3, v4, v5 } from './vectors.ts'

const drawing = (random: string) => () => Buffer.from(random)
const appCipher = (random = '0123456789abcdef') =>
  cipherFor({ aesKey: app.aesKey, receiveId: app.corpId, draw: drawing(random) })
const botCipher = cipherFor({ aesKey: bot.aesKey, receiveId: '', draw: drawing(v3.random) })

describe('the signature', () => {
  it.each([
    { name: 'V1', token: app.token, ...v1 },
    { name: 'V2', token: app.token, ...v2 },
    { name: 'V3', token: bot.token, ...v3 },
  ])('is that of vector $name', ({ token, signature, ...signed }) => {
    expect(sign(token, signed)).toBe(signature)
    expect(isSigned(token, signed, signature)).toBe(true)
  })
  it('sorts by code unit, not by locale', () => {
    expect(isSigned(bot.token, v3, v3.wrongSignature)).toBe(false)
  })
  it('is refused when one digit, its length or its case differs', () => {
    for (const wrong of [
      v2.signature.replace(/c$/, 'd'),
      v2.signature.slice(1),
      v2.signature.toUpperCase(),
      '',
      '中',
    ]) {
      expect(isSigned(app.token, v2, wrong)).toBe(false)
    }
  })
  it('agrees with @wecom/crypto on anything', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.base64String(), (token, timestamp, nonce, encrypted) => {
        expect(sign(token, { timestamp, nonce, encrypted })).toBe(
          vendor.getSignature(token, timestamp, nonce, encrypted),
        )
      }),
    )
  })
})

describe('the cipher', () => {
  it.each([
    { name: 'V1', vector: v1 },
    { name: 'V2', vector: v2 },
    { name: 'V4 (a full block of padding)', vector: v4 },
    { name: 'V5 (padding longer than 16)', vector: v5 },
  ])('opens and seals vector $name', ({ vector }) => {
    expect(appCipher().open(vector.encrypted)).toBe(vector.message)
    expect(appCipher(vector.random).seal(vector.message)).toBe(vector.encrypted)
  })
  it('opens and seals vector V3, whose receiver is empty', () => {
    expect(botCipher.open(v3.encrypted)).toBe(v3.message)
    expect(botCipher.seal(v3.message)).toBe(v3.encrypted)
  })
  it('opens each message as if it were the first, whatever came before it', () => {
    const cipher = appCipher()
    const refuse = (encrypted: string) => expect(() => cipher.open(encrypted)).toThrow()
    for (const broken of [
      '',
      'QUJD',
      v3.encrypted,
      v2.encrypted.slice(0, -24),
      Buffer.alloc(64, 7).toString('base64'),
    ]) {
      refuse(broken)
      expect(cipher.open(v2.encrypted)).toBe(v2.message)
      expect(cipher.open(v1.encrypted)).toBe(v1.message)
    }
  })
  it('refuses what was meant for another receiver', () => {
    const refused: unknown = expect.objectContaining({ reason: 'receiver', status: 403 })
    const other = cipherFor({ aesKey: app.aesKey, receiveId: 'wwother', draw: randomBytes })
    expect(() => other.open(v2.encrypted)).toThrow(refused)
    const mistaken = cipherFor({ aesKey: bot.aesKey, receiveId: app.corpId, draw: randomBytes })
    expect(() => mistaken.open(v3.encrypted)).toThrow(refused)
  })
  it('refuses a text cut by a block, by 32 bytes, by one byte, and an empty one', () => {
    const bytes = Buffer.from(v2.encrypted, 'base64')
    for (const cut of [16, 32, 1, bytes.length]) {
      const shorter = bytes.subarray(0, bytes.length - cut).toString('base64')
      expect(() => appCipher().open(shorter)).toThrow(expect.objectContaining({ reason: 'garbage' }))
    }
  })
  it('never gives anything for bytes nobody sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 256 }), bytes => {
        expect(() => appCipher().open(Buffer.from(bytes).toString('base64'))).toThrow(
          expect.objectContaining({ name: 'Refused' }),
        )
      }),
    )
  })
  it('pads to 32 and reads with @wecom/crypto, both ways, whatever the message', () => {
    const ours = cipherFor({ aesKey: app.aesKey, receiveId: app.corpId, draw: randomPool(randomBytes) })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), message => {
        expect(vendor.decrypt(app.aesKey, ours.seal(message))).toMatchObject({ message, id: app.corpId })
        expect(ours.open(vendor.encrypt(app.aesKey, message, app.corpId))).toBe(message)
        const bytes = Buffer.from(`${app.aesKey}=`, 'base64')
        const plain = createDecipheriv('aes-256-cbc', bytes, bytes.subarray(0, 16))
          .setAutoPadding(false)
          .update(Buffer.from(ours.seal(message), 'base64'))
        expect(plain.length % 32).toBe(0)
      }),
    )
  })
})

describe('the pool of random bytes', () => {
  it('asks the system once for 256 draws of 16 bytes, and gives none twice', () => {
    let asked = 0
    const draw = randomPool(bytes => {
      asked++
      return randomBytes(bytes)
    })
    const drawn = Array.from({ length: 256 }, () => draw(16).toString('hex'))
    expect(asked).toBe(1)
    expect(new Set(drawn).size).toBe(256)
    draw(16)
    expect(asked).toBe(2)
  })
})
