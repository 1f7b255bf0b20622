import fc from 'fast-check'
import { cp, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openForReading } from '../../../store/lowdb/reading.ts'
import { applyTo, claimAll, dueInModel, emptyModel, history, performOn, seenIn, seenInModel } from '../histories.ts'
import { key, openIn, openTemporary, temporaryFolder } from './open-temporary.ts'

const checkpointBytes = fc.constantFrom(200, 2000, 1e9)

describe('random histories', () => {
  it('end in the same state as a trivial engine, also after a restart and in a copy', async () => {
    await fc.assert(
      fc.asyncProperty(history, checkpointBytes, async (acts, bytes) => {
        const opened = await openTemporary({ checkpointBytes: bytes })
        try {
          await Promise.all(acts.map(act => performOn(opened.store, act)))
          const model = acts.reduce(applyTo, emptyModel)
          expect(await seenIn(opened.store)).toEqual(seenInModel(model))
          const reader = await openForReading({ folder: opened.folder, keys: [key] })
          expect(await seenIn(reader)).toEqual(seenInModel(model))
          const copy = await opened.emptyFolder()
          await opened.store.backup(copy)
          expect(await seenIn(await opened.restore(copy))).toEqual(seenInModel(model))
          const again = await opened.reopen()
          expect(await seenIn(again)).toEqual(seenInModel(model))
          expect(await claimAll(again)).toEqual(dueInModel(model))
        } finally {
          await opened.remove()
        }
      }),
      { numRuns: 40 },
    )
  })

  it('cut off at any byte of the journal end in the state after the last whole act', async () => {
    await fc.assert(
      fc.asyncProperty(history, history, fc.double({ min: 0, max: 1, noNaN: true }), async (first, then, where) => {
        const opened = await openTemporary({ checkpointBytes: 1e9 })
        const crashed = await temporaryFolder()
        try {
          for (const act of first) await performOn(opened.store, act)
          const store = await opened.reopen()
          const states = [first.reduce(applyTo, emptyModel)]
          const lengths = [await journalLength(opened.folder)]
          for (const act of then) {
            await performOn(store, act)
            states.push(applyTo(states.at(-1) ?? emptyModel, act))
            lengths.push(await journalLength(opened.folder))
          }
          const end = Math.floor(where * (lengths.at(-1) ?? 0))
          await cp(opened.folder, crashed, { recursive: true, filter: source => !source.endsWith('lock') })
          await truncate(await journalOf(crashed), end)
          const survived = states[lengths.findLastIndex(length => length <= end)] ?? emptyModel
          const again = await openIn(crashed)
          expect(await seenIn(again)).toEqual(seenInModel(survived))
          // It goes on from there.
          for (const act of first) await performOn(again, act)
          await again.close()
          const last = await openIn(crashed)
          expect(await seenIn(last)).toEqual(seenInModel(first.reduce(applyTo, survived)))
          await last.close()
        } finally {
          await opened.remove()
          await rm(crashed, { recursive: true, force: true })
        }
      }),
      { numRuns: 40 },
    )
  })
})

async function journalOf(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter(name => name.startsWith('journal-')).sort()
  return join(folder, names.at(-1) ?? '')
}

async function journalLength(folder: string): Promise<number> {
  return (await readFile(await journalOf(folder))).length
}
