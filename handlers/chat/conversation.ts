import type { Tx } from '../../store/transaction.ts'
import type { Desk } from '../act.ts'
import type { Conversation } from '../conversation.ts'
import { day } from '../time.ts'

/** Remembers that somebody has spoken with the smart bot alone, since it may speak only where somebody has. */
export async function noteConversation({ tx, who, at }: Desk, { id, group }: Conversation): Promise<void> {
  if (group || !who.known) return
  const known = await tx.conversations.get(who.id)
  if (known?.chat === id && at - known.last < day) return
  await tx.conversations.put({ person: who.id, chat: id, first: known?.first ?? at, last: at })
}

/** Where a person is answered apart from others: with the smart bot if that person has ever spoken there, else null, the app's chat. */
export async function ownChat(tx: Pick<Tx, 'conversations'>, person: string): Promise<Conversation | null> {
  const row = await tx.conversations.get(person)
  return row ? { id: row.chat, group: false, reply: null } : null
}
