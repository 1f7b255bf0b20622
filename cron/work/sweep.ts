import { madeLives } from '../../handlers/jobs/job.ts'
import type { MadeFiles } from '../../store/made.ts'
import type { Store } from '../../store/transaction.ts'

/** Removes made files whose time is over, those that no job names, and what a crash has left half written. */
export async function sweepMade({
  store,
  made,
  now,
}: {
  store: Pick<Store, 'read'>
  made: MadeFiles
  now: () => number
}): Promise<{ removed: number }> {
  let removed = 0
  for (const name of await made.list()) {
    const [id = '', half] = /^(\d{6}-[0-9a-z]+)(\.tmp)?$/.exec(name)?.slice(1) ?? []
    if (!id) continue
    const job = await store.read(tx => tx.jobs.get(id))
    const isKept = job?.state === 'waiting' || (!half && job?.ended && now() - job.ended < madeLives)
    if (isKept) continue
    await made.remove(name)
    removed++
  }
  return { removed }
}
