import type { Declaration, Scalar } from '../collection.ts'
import type { Cipher } from '../cipher.ts'

/** A row as the engine sees it: parsed by its schema, frozen to the bottom. */
export type Row = Readonly<Record<string, unknown>>

/** A changed row that is in no checkpoint yet. */
export interface Unsaved {
  /** The row that `text` tells; null where the text was read back. */
  readonly row: Row | null
  /** As it stands in the journal; empty for a collection that is not kept by month. */
  readonly text: string
}

/** How the rows of one collection are checked, named and written. */
export interface Rows {
  readonly name: string
  readonly declaration: Declaration
  readonly monthly: boolean
  /** A frozen copy that fits the schema. Throws where it does not. */
  check(input: unknown): Row
  key(row: Row): string
  /** One string for a key; sorts as the key does, field by field. */
  keyOf(key: string | readonly string[]): string
  /** The fields of a key, as they stand in the journal. */
  fieldsOf(key: string): string[]
  /** The partition a key lies in: a month's six digits, or '' where the collection has only one. */
  partOf(key: string): string
  /**
   * The JSON text that may be written anywhere: secret fields are one ciphertext under `*`.
   * The ciphertext of `before` serves again where none of them has changed.
   */
  toText(row: Row, key: string, before?: Unsaved): string
  /** A row from parsed JSON text. Throws where it does not decrypt or does not fit the schema. */
  fromStored(stored: Row, key: string): Row
  /** The key of a row in parsed JSON text, without decrypting. */
  storedKey(stored: Row): string
}

const SEALED = '*'
const MONTH = /^\d{6}/
/** Between the fields of a key; less than any character, and than an escaped zero within a field. */
const SEPARATOR = '\0\0'
const ESCAPED_ZERO = '\0\u0001'

export function rowsOf(name: string, declaration: Declaration, cipher: Cipher): Rows {
  const { schema, key: keyFields, secret } = declaration
  const monthly = declaration.grows === 'monthly'
  const [firstKey, ...otherKeys] = keyFields
  if (firstKey === undefined) throw new Error(`${name}: a key needs a field`)
  if (keyFields.some(field => secret.includes(field))) throw new Error(`${name}: a key field cannot be secret`)
  const open = Object.keys(schema.shape).filter(field => !secret.includes(field))
  const secrets = secret.join(',')

  function key(row: Row): string {
    const first = row[firstKey!]
    if (typeof first !== 'string') throw new Error(`${name}: key field ${firstKey} must be a string`)
    if (monthly && !MONTH.test(first)) throw new Error(`${name}: ${firstKey} must begin with six digits of a month`)
    if (otherKeys.length === 0) return first
    let joined = escaped(first)
    for (const field of otherKeys) {
      const value = row[field]
      if (typeof value !== 'string') throw new Error(`${name}: key field ${field} must be a string`)
      joined += SEPARATOR + escaped(value)
    }
    return joined
  }

  function check(input: unknown): Row {
    return frozen(schema.parse(input))
  }

  function seal(row: Row, joined: string): string {
    const hidden: Record<string, unknown> = {}
    for (const field of secret) hidden[field] = row[field]
    return cipher.seal(`${name}|${joined}|${secrets}`, JSON.stringify(hidden))
  }

  function hasSameSecrets(before: Row, row: Row): boolean {
    return secret.every(field => before[field] === row[field])
  }

  return {
    name,
    declaration,
    monthly,
    check,
    key,
    keyOf(given) {
      const fields = typeof given === 'string' ? [given] : given
      if (fields.length !== keyFields.length) throw new Error(`${name}: a key is ${keyFields.join(', ')}`)
      return fields.length === 1 ? fields[0]! : fields.map(escaped).join(SEPARATOR)
    },
    fieldsOf: joined =>
      otherKeys.length === 0 ? [joined] : joined.split(SEPARATOR).map(field => field.replaceAll(ESCAPED_ZERO, '\0')),
    partOf: joined => (monthly ? joined.slice(0, 6) : ''),
    toText(row, joined, before) {
      if (secret.length === 0) return JSON.stringify(row)
      const written: Record<string, unknown> = {}
      for (const field of open) written[field] = row[field]
      const sealed = before?.row && before.text && hasSameSecrets(before.row, row) ? sealedIn(before.text) : null
      written[SEALED] = sealed ?? seal(row, joined)
      return JSON.stringify(written)
    },
    fromStored(stored, joined) {
      if (secret.length === 0) return check(stored)
      const sealed = stored[SEALED]
      if (typeof sealed !== 'string') throw new Error('the encrypted fields are missing')
      const hidden: unknown = JSON.parse(cipher.open(`${name}|${joined}|${secrets}`, sealed))
      return check(Object.assign({}, stored, hidden))
    },
    storedKey: key,
  }
}

/** What `toText` has written under `*`, which stands last. */
function sealedIn(text: string): string {
  return text.slice(text.lastIndexOf(`"${SEALED}":"`) + SEALED.length + 4, -2)
}

/** The id of the key a stored row is encrypted with, if it has secrets. */
export function sealedWith(stored: Row): string | undefined {
  const sealed = stored[SEALED]
  return typeof sealed === 'string' ? sealed.slice(0, sealed.indexOf(':')) : undefined
}

/** One string for the values of an index; a string never equals a number, a boolean or null. */
export function indexValue(values: readonly unknown[]): string {
  if (values.length === 1) return one(values[0])
  return values.map(value => escaped(one(value))).join(SEPARATOR)
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function one(value: unknown): string {
  if (typeof value === 'string') return `"${value}`
  // 0 and -0 are the same number.
  return value === 0 ? '0' : String(value)
}

function escaped(field: string): string {
  return field.includes('\0') ? field.replaceAll('\0', ESCAPED_ZERO) : field
}

function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner)) frozen(inner)
  }
  return Object.freeze(value)
}
