import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Declaration } from '../../../store/collection.ts'
import { collections } from '../../../store/collections.ts'
import type { Tx } from '../../../store/transaction.ts'
import { contentOf } from './folders.ts'
import { key, openIn, temporaryFolder } from './open-temporary.ts'

const MARK = '秘密Secret'

/** Some value that fits a field's schema: every text in it is one word. */
function valueFor(schema: unknown, word: string): unknown {
  if (schema instanceof z.ZodString) return word
  if (schema instanceof z.ZodNumber) return 1
  if (schema instanceof z.ZodBoolean) return true
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodRecord) return {}
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return valueFor(schema.unwrap(), word)
  if (schema instanceof z.ZodArray) return [valueFor(schema.element, word)]
  if (schema instanceof z.ZodObject) return eachOf(schema, () => word)
  throw new Error('add here what a new collection declares')
}

function eachOf({ shape }: z.ZodObject, wordFor: (field: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(shape).map(([field, one]) => [field, valueFor(one, wordFor(field))]))
}

/** A row whose secret fields, and only they, hold the mark. */
function rowFor({ schema, secret }: Declaration, serial: number): Record<string, unknown> {
  const names: readonly string[] = secret
  return eachOf(schema, field => (names.includes(field) ? `${MARK}-${field}` : `202611-${serial}`))
}

describe('fields that are declared secret', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const one of folders.splice(0)) await rm(one, { recursive: true, force: true })
  })
  async function showsNothing(folder: string): Promise<void> {
    const files = await contentOf(folder)
    expect(files.size).toBeGreaterThan(1)
    for (const [name, bytes] of files) {
      for (const form of [MARK, JSON.stringify(MARK).slice(1, -1), Buffer.from(MARK).toString('base64').slice(0, 14)]) {
        expect(bytes.includes(form), `${name} shows ${form}`).toBe(false)
      }
      expect(bytes.includes(key), `${name} holds the key`).toBe(false)
      expect(bytes.includes(key.toString('base64').slice(0, 30)), `${name} holds the key`).toBe(false)
    }
  }

  it('of any collection stand readable in no file: journal, checkpoint, manifest, backup', async () => {
    const folder = await temporaryFolder()
    folders.push(folder)
    const store = await openIn(folder)
    const secret = Object.entries(collections).filter(([, { secret }]) => secret.length > 0)
    expect(secret.length).toBeGreaterThan(8)
    const put = (serial: number) =>
      store.commit(async tx => {
        for (const [name, declaration] of secret) {
          await (tx[name as keyof Tx].put as (row: unknown) => Promise<void>)(rowFor(declaration, serial))
        }
      })
    await put(1)
    await showsNothing(folder)
    await store.checkpoint()
    await showsNothing(folder)
    // Again after the checkpoint: lines are appended to months, small collections written anew.
    await put(2)
    await put(1)
    await showsNothing(folder)
    const copy = join(await temporaryFolder(), 'copy')
    folders.push(join(copy, '..'))
    await store.backup(copy)
    await showsNothing(copy)
    await store.close()
    await showsNothing(folder)

    const again = await openIn(folder)
    for (const [name, declaration] of secret) {
      const row = rowFor(declaration, 2)
      const key = (declaration.key as readonly string[]).map(field => String(row[field]))
      const stored = await again.read(tx => tx[name as 'people'].get((key.length > 1 ? key : key[0]) as string))
      expect(stored, name).toEqual(row)
    }
    await again.close()
  })
})
