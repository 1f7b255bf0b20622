import { expect } from 'vitest'
import { type Verdict, verifyEvidence } from '../../../handlers/evidence/verify.ts'
import type { Tx } from '../../../store/transaction.ts'
import { type Bench, openBench } from '../../desk.ts'

/** A forgery, and what the verdict over it names. */
export type Forgeries = Record<string, [(tx: Tx) => Promise<unknown>, RegExp]>

/** A bench whose evidence is forged and held to its facts. */
export interface Witness {
  bench: Bench
  /** Says something in the app's chat. */
  say(who: string, message: string): Promise<unknown>
  seal(): Promise<unknown>
  verify(): Promise<Verdict>
  /** Makes a forgery and expects the verdict to name it; it is taken back, so that the next one begins with what is true. */
  expectNamed(forgery: (tx: Tx) => Promise<unknown>, broken: RegExp): Promise<void>
}

export async function openWitness(): Promise<Witness> {
  const bench = await openBench()
  let serial = 0
  const at = () => bench.clock.now()
  return {
    bench,
    say: (who, message) =>
      bench.perform({
        key: `202611:${++serial}`,
        act: 'chat.text',
        input: { message, sent: at() },
        who,
        reply: { passive: 2048 },
        at: at(),
      }),
    seal: () =>
      bench.perform({
        key: `202611:seal:${++serial}`,
        act: 'evidence.seal',
        input: {},
        who: null,
        reply: 'return',
        at: at(),
      }),
    verify: () => bench.store.read(verifyEvidence),
    expectNamed: async (forgery, broken) => {
      const seen: { verdict?: Verdict } = {}
      const takenBack = new Error('taken back')
      const forging = bench.store.commit(async tx => {
        await forgery(tx)
        seen.verdict = await verifyEvidence(tx)
        throw takenBack
      })
      await expect(forging).rejects.toBe(takenBack)
      expect(seen.verdict).toMatchObject({ ok: false, broken: expect.stringMatching(broken) as unknown })
    },
  }
}
