import type { Desk } from '../act.ts'
import type { Meeting } from './meeting.ts'

/** Of those said to have been there, who has said before not to have been at a session of that day. */
export async function objectors(
  date: string | null,
  notice: string,
  attended: Meeting['attended'],
  { tx }: Pick<Desk, 'tx'>,
): Promise<string[]> {
  const names: string[] = []
  for (const { person } of attended) {
    const row = await tx.attendance.get([notice, person.id])
    if (row?.state !== 'objected' || row.session === null) continue
    if ((await tx.jointSessions.get(row.session))?.date === date) names.push(person.name)
  }
  return names
}
