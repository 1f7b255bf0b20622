import { z } from 'zod'
import { type Act, entry } from '../act.ts'
import { issueBroadcast } from './draft.ts'

const BroadcastIssue = z.object({ broadcast: z.string() })

/** A scheduled broadcast whose moment has come. */
const issueScheduledBroadcast: Act<z.infer<typeof BroadcastIssue>> = async ({ broadcast: id }, desk) => {
  const broadcast = await desk.tx.broadcasts.get(id)
  if (broadcast?.state === 'scheduled') await issueBroadcast(broadcast, desk)
  return null
}

export const broadcastActs = {
  'broadcast.issue': entry(BroadcastIssue, issueScheduledBroadcast),
}
