import { isOn } from '../handlers/group/switches.ts'
import type { Perform } from '../handlers/perform.ts'
import { addDays, dateOf, isDaytime, minutesOf, monthOf } from '../handlers/time.ts'
import type { Store } from '../store/transaction.ts'

/** On the day before a study is due, in the hours of the day, once: the line in its groups, where the office wants it. */
export async function remindGroups({
  store,
  perform,
  now,
}: {
  store: Store
  perform: Perform
  now: () => number
}): Promise<{ studies: number }> {
  const at = now()
  // At the full and the half hour most of the country sends.
  if (!isDaytime(at) || minutesOf(at) % 30 === 0) return { studies: 0 }
  const tomorrow = addDays(dateOf(at), 1)
  const due = await store.read(async tx => {
    const wanted: string[] = []
    for (const { id, due, unit } of await tx.notices.list('state', ['issued'])) {
      if (due === tomorrow && (await isOn(tx, 'progress', unit))) wanted.push(id)
    }
    return wanted
  })
  let studies = 0
  for (const notice of due) {
    const key = `${monthOf(at)}:group.remind:${notice}:${tomorrow}`
    const { repeated } = await perform({
      key,
      act: 'group.remind',
      input: { notice },
      who: null,
      reply: 'return',
      at,
    })
    if (!repeated) studies++
  }
  return { studies }
}
