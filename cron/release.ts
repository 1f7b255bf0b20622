import type { Perform } from '../handlers/perform.ts'
import { isDaytime, monthOf } from '../handlers/time.ts'
import type { Store } from '../store/transaction.ts'

/**
 * Sends out what was scheduled and whose moment has come: once, also after a day of downtime.
 * What was missed in the day is not sent in the night; what was ordered for the night is.
 */
export async function releaseDue({
  store,
  perform,
  now,
}: {
  store: Store
  perform: Perform
  now: () => number
}): Promise<{ released: number }> {
  const at = now()
  const due = await store.read(async tx => [
    ...(await tx.notices.list('state', ['scheduled']))
      .filter(row => row.release !== null && mayGo(row.release, at))
      .map(row => ({ act: 'study.issue' as const, input: { notice: row.id } })),
    ...(await tx.broadcasts.list('state', ['scheduled']))
      .filter(row => row.release !== null && mayGo(row.release, at))
      .map(row => ({ act: 'broadcast.issue' as const, input: { broadcast: row.id } })),
  ])
  for (const { act, input } of due) {
    const [id = ''] = Object.values(input)
    await perform({ key: `${id.slice(0, 6) || monthOf(at)}:${act}:${id}`, act, input, who: null, reply: 'return', at })
  }
  return { released: due.length }
}

const mayGo = (release: number, at: number): boolean => release <= at && (isDaytime(at) || !isDaytime(release))
