import {
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type DecipherGCM,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** The key that something was encrypted with is not among those given, or a given key is none. */
export class WrongKey extends Error {
  override name = 'WrongKey'
}

/** Encrypts texts with AES-256-GCM; what a text belongs to is authenticated with it. */
export interface Cipher {
  /** The id of the key that `seal` uses: eight hex digits that say nothing about the key. */
  readonly current: string
  knows(id: string): boolean
  /** Gives `<key id>:<base64 of nonce, ciphertext and tag>`; the nonce is fresh each time. */
  seal(context: string, plain: string): string
  /** Throws `WrongKey` where the key is unknown, and another error where text or context were changed. */
  open(context: string, sealed: string): string
  /** The same for bytes: nonce, ciphertext and tag under the current key, whose id the caller keeps. */
  sealBytes(context: string, plain: Uint8Array): Buffer
  openBytes(key: string, context: string, sealed: Uint8Array): Buffer
}

const NONCE = 12
const TAG = 16
const POOL = 4096

/** The first key encrypts; all of them decrypt. Throws `WrongKey` unless each has 32 bytes. */
export function cipher(keys: readonly Buffer[], random: (bytes: number) => Buffer = randomBytes): Cipher {
  const known = new Map<string, KeyObject>()
  for (const key of keys) {
    if (key.length !== 32) throw new WrongKey(`DATA_KEY: each key must have 32 bytes, one has ${key.length}`)
    known.set(idOf(key), createSecretKey(key))
  }
  const [first] = known
  if (!first) throw new WrongKey('DATA_KEY: there is no key')
  const [current, currentKey] = first

  let pool: Buffer = Buffer.alloc(0)
  let drawn = 0
  /** Drawn in batches: a call for twelve bytes costs as much as one for thousands. */
  function nonce(): Buffer {
    if (drawn + NONCE > pool.length) {
      pool = random(POOL)
      drawn = 0
    }
    return pool.subarray(drawn, (drawn += NONCE))
  }

  function seal(context: string, encrypt: (sealing: CipherGCM) => Buffer): Buffer {
    const iv = nonce()
    const sealing = createCipheriv('aes-256-gcm', currentKey, iv)
    sealing.setAAD(Buffer.from(context))
    const body = encrypt(sealing)
    // GCM is a stream: `final` gives no bytes, but makes the tag.
    sealing.final()
    return Buffer.concat([iv, body, sealing.getAuthTag()])
  }

  /** Made ready to open what stands between nonce and tag. */
  function opener(id: string, context: string, bytes: Uint8Array): DecipherGCM {
    const key = known.get(id)
    if (!key) throw unknownKey(id)
    const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    opening.setAAD(Buffer.from(context))
    opening.setAuthTag(bytes.subarray(-TAG))
    return opening
  }

  return {
    current,
    knows: id => known.has(id),
    seal: (context, plain) =>
      `${current}:${seal(context, sealing => sealing.update(plain, 'utf8')).toString('base64')}`,
    open(context, sealed) {
      const colon = sealed.indexOf(':')
      const bytes = Buffer.from(sealed.slice(colon + 1), 'base64')
      const opening = opener(sealed.slice(0, colon), context, bytes)
      return opening.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8') + opening.final('utf8')
    },
    sealBytes: (context, plain) => seal(context, sealing => sealing.update(plain)),
    openBytes(key, context, sealed) {
      const opening = opener(key, context, sealed)
      return Buffer.concat([opening.update(sealed.subarray(NONCE, -TAG)), opening.final()])
    },
  }
}

/** The sentence for a key that is missing. */
export function unknownKey(id: string): WrongKey {
  return new WrongKey(`DATA_KEY does not hold the key ${id}, with which this store was written`)
}

function idOf(key: Buffer): string {
  return createHmac('sha256', key).update('qingfeng data key').digest('hex').slice(0, 8)
}
