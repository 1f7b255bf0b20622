import type { Desk } from '../act.ts'
import { requestsBy } from './request.ts'
import { waitingFor, waitingLines } from './say-decision.ts'
import { texts } from './texts.ts'
import { decidersOf } from './whom.ts'

/** What `待办` says beside a study whose 请假 or 免学 waits: by notice. */
export async function askedBeside(desk: Desk): Promise<Map<string, string>> {
  const beside = new Map<string, string>()
  for (const row of await requestsBy(desk.tx, desk.who.id, desk.at)) {
    if (row.state !== 'asked' || row.kind === 'objection') continue
    beside.set(row.notice, texts.todo(row, (await decidersOf(row, desk)).names))
  }
  return beside
}

/** What waits for this person's decision, for `待办`; null where nothing does. */
export async function toDecide(desk: Desk): Promise<string | null> {
  const rows = await waitingFor(desk)
  return rows.length ? waitingLines(rows, desk) : null
}
