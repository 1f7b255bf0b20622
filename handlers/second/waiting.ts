import type { Desk } from '../act.ts'
import { waitingFor } from './request.ts'
import type { SecondRow } from './row.ts'
import { texts } from './texts.ts'

/** What a kind of draft is called here. */
const names: Record<string, string> = { study: '学习通知', broadcast: '群发消息' }

/** What waits for this officer, a line each with the words to say; null where nothing does. */
export async function secondToDecide(desk: Desk): Promise<string | null> {
  const rows = await waitingFor(desk)
  return rows.length ? texts.waitingLines(await linesOf(rows, desk)) : null
}

export async function linesOf(rows: readonly SecondRow[], { tx, at }: Desk): Promise<string[]> {
  const lines: string[] = []
  for (const row of rows) {
    const draft = row.draft === null ? undefined : await tx.drafts.get(row.draft)
    const what = draft?.corrects ? '更正后的通知' : (names[draft?.kind ?? ''] ?? '')
    lines.push(texts.waitingLine(row, (await tx.people.get(row.by))?.name ?? row.by, what, at))
  }
  return lines
}
