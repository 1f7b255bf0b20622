import type { LocalMessage } from '../../wire.ts'

/** Something of one's own between the pressing of Enter and its standing in the chat. */
export interface Sending {
  id: string
  person: string
  chat: string
  content: LocalMessage['content']
  quote?: NonNullable<LocalMessage['quote']>
  at: number
  /** The messages that were there before it. */
  known: string[]
  state: 'sending' | 'failed'
  reason: string | null
  /** Which message the local WeCom made of it. */
  arrivedAs?: string
}

/**
 * What does not yet stand in the chat. The chat may show a message before the answer to its sending is here, or although
 * that answer was lost: then the same, new in the chat and nobody else's, are it.
 */
export function unseen(sendings: Sending[], messages: LocalMessage[]): Sending[] {
  const taken = new Set(sendings.flatMap(({ arrivedAs }) => arrivedAs ?? []))
  return sendings.filter(sending => {
    if (sending.arrivedAs) return !messages.some(({ id }) => id === sending.arrivedAs)
    const arrived = messages.find(
      ({ id, from, content }) =>
        from === 'me' && isSame(content, sending.content) && !taken.has(id) && !sending.known.includes(id),
    )
    if (arrived) taken.add(arrived.id)
    return !arrived
  })
}

/** Whether one is the other, as far as it can be seen; a picture cannot. */
function isSame(one: LocalMessage['content'], other: LocalMessage['content']): boolean {
  if (one.type === 'text' || one.type === 'voice') return other.type === one.type && other.text === one.text
  return one.type === 'file' && other.type === 'file' && one.name === other.name && one.bytes === other.bytes
}

/** The chat with what does not yet stand in it, each where it was written: answers to others come after it. */
export function interleave<M extends LocalMessage>(
  messages: M[],
  sendings: Sending[],
  asMessage: (sending: Sending) => M,
): M[] {
  const shown = [...messages]
  for (const sending of unseen(sendings, messages).toReversed()) {
    const before = messages.findLastIndex(({ id }) => sending.known.includes(id))
    shown.splice(before + 1, 0, asMessage(sending))
  }
  return shown
}
