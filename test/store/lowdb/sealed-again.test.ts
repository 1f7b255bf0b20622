import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { message } from '../hospital.ts'
import { openIn, temporaryFolder } from './open-temporary.ts'

const folders: string[] = []
afterEach(async () => {
  await Promise.all(folders.splice(0).map(folder => rm(folder, { recursive: true, force: true })))
})

describe('the ciphertext of a row that changes', () => {
  it('stays where no secret has changed, and is made anew where one has', async () => {
    const folder = await temporaryFolder()
    folders.push(folder)
    const store = await openIn(folder)
    const row = message()
    await store.commit(tx => tx.outbox.add(row))
    await store.commit(tx => tx.outbox.update({ ...row, state: 'planned' }))
    await store.commit(async tx => {
      await tx.outbox.update({ ...row, saying: '"*":"x"' })
      await tx.outbox.update({ ...row, state: 'done' })
    })
    await store.commit(tx => tx.outbox.update({ ...row, saying: 'other "*":"y"}' }))
    const journal = await readFile(join(folder, 'journal-00000001.jsonl'), 'utf8')
    const [added, planned, done, other] = [...journal.matchAll(/"\*":"([^"]+)"/g)].map(([, sealed]) => sealed)
    expect([planned, done]).toEqual([added, added])
    expect(other).not.toBe(added)

    await store.close()
    const again = await openIn(folder)
    expect((await again.read(tx => tx.outbox.get(row.id)))?.saying).toBe('other "*":"y"}')
    await again.close()
  })
})
