import { computed, ref } from 'vue'
import type { LocalMessage } from '../../wire.ts'
import { postFile, postJson, Refused, sentenceOf } from './ask.ts'
import { interleave, type Sending } from './unseen.ts'

/** A message on the screen; `reason` says why an own one did not arrive. */
export interface ShownMessage extends LocalMessage {
  reason: string | null
}

/** What somebody has written, and how they say it. */
export interface Draft {
  text: string
  voice: boolean
  quote: NonNullable<LocalMessage['quote']> | null
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

const largestFile = 100 * 1024 * 1024

/** One person's side of one chat: what the local WeCom has, and what is on its way to it. */
export function useSending({ place, messages, now, arrived }: SendingDeps) {
  const sendings = ref<Sending[]>([])
  /** The bytes of the files among them. */
  const files = new Map<string, Blob>()
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

  function begin(content: LocalMessage['content'], file: Blob | null, quote: Draft['quote']): void {
    const here = place()
    if (!here) return
    const id = `sending-${++count}`
    const known = messages().map(message => message.id)
    if (file) files.set(id, file)
    sendings.value.push({
      ...here,
      id,
      content,
      ...(quote ? { quote } : {}),
      at: now(),
      known,
      state: 'sending',
      reason: null,
    })
    void deliver(id)
  }

  function send({ text, voice, quote }: Draft): void {
    if (text.trim()) begin({ type: voice ? 'voice' : 'text', text }, null, quote)
  }

  /** Pictures are shown as such; everything else is a file. */
  function sendFile(file: Blob, name: string): void {
    const url = URL.createObjectURL(file)
    const isPicture = /^image\/(?:png|jpeg|gif|webp)$/.test(file.type)
    begin(isPicture ? { type: 'image', url } : { type: 'file', name, bytes: file.size, safe: false, url }, file, null)
  }

  async function deliver(id: string): Promise<void> {
    const sending = sendings.value.find(sending => sending.id === id)
    if (!sending) return
    sending.state = 'sending'
    sending.reason = null
    try {
      sending.arrivedAs = (await post(sending)).id
      files.delete(id)
      arrived()
    } catch (error) {
      sending.state = 'failed'
      sending.reason = sentenceOf(error)
    }
  }

  function post({ id, person, chat, content, quote }: Sending): Promise<LocalMessage> {
    const file = files.get(id)
    if (content.type === 'text' || content.type === 'voice') {
      const how = { ...(quote ? { quote: quote.id } : {}), ...(content.type === 'voice' ? { voice: true } : {}) }
      return postJson<LocalMessage>('/local/say', { as: person, chat, text: content.text, ...how })
    }
    if (!file) throw new Refused('请重新选择要发的文件。', null)
    // The answer to what is too large could not be read while it is still being sent.
    if (file.size > largestFile) throw new Refused('文件超过 100 MB，发不出去，请拆分后再发。', 413)
    const query = new URLSearchParams({ as: person, chat, name: content.type === 'file' ? content.name : '图片' })
    if (content.type === 'image') query.set('picture', '1')
    return postFile<LocalMessage>(`/local/file?${query}`, file)
  }

  /** Sends again what did not arrive: the same attempt, or as a new message where the local WeCom has kept the old. */
  async function retry({ id, content, quote }: LocalMessage): Promise<void> {
    if (sendings.value.some(sending => sending.id === id)) return deliver(id)
    if (content.type === 'text' || content.type === 'voice') begin(content, null, quote ?? null)
    if (content.type !== 'file' && content.type !== 'image') return
    const kept = await fetch(content.url)
    if (kept.ok) sendFile(await kept.blob(), content.type === 'file' ? content.name : '图片')
  }

  return { shown, send, sendFile, retry }
}

const asMessage = ({ id, chat, at, content, quote, state, reason, arrivedAs }: Sending): ShownMessage => ({
  id,
  chat,
  at,
  from: 'me',
  ...(quote ? { quote } : {}),
  content,
  recalled: false,
  delivery: arrivedAs ? null : state,
  reason,
})
