import type { Perform } from '../handlers/perform.ts'
import { monthOf } from '../handlers/time.ts'
import type { Store } from '../store/transaction.ts'

/** Seals what waits, link by link, until nothing does. */
export async function sealWaiting({
  store,
  perform,
  now,
}: {
  store: Store
  perform: Perform
  now: () => number
}): Promise<{ links: number }> {
  let links = 0
  for (;;) {
    const [first] = await store.read(tx => tx.unsealed.list('all', [], { limit: 1 }))
    if (!first) return { links }
    const at = now()
    // The oldest waiting fact names the link: after a crash the same link is not made twice.
    await perform({
      key: `${monthOf(at)}:seal:${first.fact}`,
      act: 'evidence.seal',
      input: {},
      who: null,
      reply: 'return',
      at,
    })
    links++
  }
}
