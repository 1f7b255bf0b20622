import { computed, ref } from 'vue'
import type { LocalMessage } from '../../wire.ts'
import { postJson, sentenceOf } from './ask.ts'
import { interleave, type Sending } from './unseen.ts'

/** A message on the screen; `reason` says why an own one did not arrive. */
export interface ShownMessage extends LocalMessage {
  reason: string | null
}

interface Conversation {
  person: string
  chat: string
}

interface SendingDeps {
  place: () => Conversation | null
  messages: () => LocalMessage[]
  now: () => number
  /** A message has arrived that `messages` does not have yet. */
  arrived: () => void
}

/** One person's side of one chat: what the local WeCom has, and what is on its way to it. */
export function useSending({ place, messages, now, arrived }: SendingDeps) {
  const sendings = ref<Sending[]>([])
  let count = 0

  const shown = computed<ShownMessage[]>(() => {
    const here = place()
    const mine = sendings.value.filter(({ person, chat }) => person === here?.person && chat === here.chat)
    return interleave(
      messages().map(message => ({ ...message, reason: null })),
      mine,
      asMessage,
    )
  })

  function send(text: string): void {
    const here = place()
    if (!here || !text.trim()) return
    const known = messages().map(({ id }) => id)
    const sending: Sending = {
      ...here,
      id: `sending-${++count}`,
      text,
      at: now(),
      known,
      state: 'sending',
      reason: null,
    }
    sendings.value.push(sending)
    void deliver(sending.id)
  }

  async function deliver(id: string): Promise<void> {
    const sending = sendings.value.find(sending => sending.id === id)
    if (!sending) return
    sending.state = 'sending'
    sending.reason = null
    try {
      const { person, chat, text } = sending
      sending.arrivedAs = (await postJson<LocalMessage>('/local/say', { as: person, chat, text })).id
      arrived()
    } catch (error) {
      sending.state = 'failed'
      sending.reason = sentenceOf(error)
    }
  }

  /** Sends again what did not arrive: the same attempt, or as a new message where the local WeCom has kept the old. */
  function retry(message: LocalMessage): void {
    if (sendings.value.some(({ id }) => id === message.id)) void deliver(message.id)
    else if (message.content.type === 'text') send(message.content.text)
  }

  return { shown, send, retry }
}

const asMessage = ({ id, chat, at, text, state, reason, arrivedAs }: Sending): ShownMessage => ({
  id,
  chat,
  at,
  from: 'me',
  content: { type: 'text', text },
  recalled: false,
  delivery: arrivedAs ? null : state,
  reason,
})
