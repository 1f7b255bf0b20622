import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { readsLikeReport, texts as chat } from '../chat/texts.ts'
import { objectToAttendance } from '../joint/object.ts'
import { objectToOffline } from '../offline/object.ts'
import { adding } from '../saying.ts'
import { day, monthOf } from '../time.ts'
import { ask } from './ask.ts'
import { texts } from './texts.ts'

/** What somebody says who was not there: then it is about having been counted, not about a text. */
const aboutPresence =
  /^(?:我|本人)?(?:当天|当时|那天|昨天|前天|上周)?(?:并|根本)?(?:没有?|未|不)(?:去|来|到|在|参加|学习?)|不是我|不是本人|不是这样|集中学习|线下学习|代录|夜班|休息|出差|外出/u

/**
 * `异议`: being counted by a joint session or recorded offline is undone at once, without anybody's decision;
 * everything else goes to the head and the office.
 */
export const sayObjection: Act<Said> = async ({ rest }, desk) => {
  if (readsLikeReport(rest)) return chat.noComplaints
  if (!rest.trim() || aboutPresence.test(rest)) {
    const undone = (await objectToAttendance(desk)) ?? (await objectToOffline(desk))
    if (undone !== undefined) return undone
  }
  return adding(await ask('objection', rest, desk), (await countsAnywhere(desk)) ? texts.meantPresence : null)
}

/** Whether somebody else's record counts this person: then the other thing may have been meant. */
async function countsAnywhere({ tx, who, at }: Desk): Promise<boolean> {
  const rows = await tx.attendance.list('person', [who.id], { after: [monthOf(at - 93 * day), ''] })
  return rows.some(({ state }) => state === 'counted')
}
