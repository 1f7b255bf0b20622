import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { LocalMessage } from '../wire.ts'
import { type BotMemory, type Content, emptyState, type SentCard, type State } from './state.ts'

/** Milliseconds that changes are gathered before they are written; more where writing takes long. */
const gathering = 500
const version = 1

/** A message without its content, which many people share and which is written once. */
type Written = Omit<LocalMessage, 'content'> & { content: number }

interface Json {
  version: number
  tokens: [string, number][]
  taskIds: string[]
  codes: [string, State['codes'] extends Map<string, infer C> ? C : never][]
  sent: State['sent'] extends Map<string, infer S> ? S[] : never
  answered: [string, { at: number; answer: object }][]
  media: State['media'] extends Map<string, infer M> ? M[] : never
  contents: Content[]
  chats: [string, [string, Written[]][]][]
  unread: [string, [string, number][]][]
  ledger: (Omit<State['ledger'][number], 'message'> & { message: Written })[]
  findings: string[]
  personTimes: State['personTimes']
  /** Absent in a file from before there was a smart bot. */
  bot?: { taskIds: string[]; spoken: string[]; entered: [string, string][]; cards: [string, SentCard][] }
}

/** The state, and the file it is kept in. */
export interface StateFile {
  state: State
  /** Something has changed. It is written soon, one writing at a time, whole or not at all. */
  changed: () => void
  /** Writes what has changed. */
  close(): Promise<void>
}

/** Opens the state in `file`; without a file it lives in memory only. Throws where the file is not one of ours. */
export async function openState(file: string | null): Promise<StateFile> {
  if (file === null) return { state: emptyState(), changed: () => undefined, close: async () => undefined }
  const state = await readState(file)
  let dirty = false
  let took = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async (): Promise<void> => {
    if (!dirty) return
    dirty = false
    const started = performance.now()
    const temporary = `${file}.${process.pid}.tmp`
    await writeFile(temporary, JSON.stringify(toJson(state)))
    await rename(temporary, file)
    took = performance.now() - started
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write, write)
    return writing
  }
  return {
    state,
    changed: () => {
      dirty = true
      // A full disk shows when the local WeCom is closed; until then it goes on from memory.
      timer ??= setTimeout(() => void flush().catch(() => (dirty = true)), Math.max(gathering, 10 * took))
    },
    close: flush,
  }
}

async function readState(file: string): Promise<State> {
  await mkdir(dirname(file), { recursive: true })
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return emptyState()
    throw error
  }
  const json = JSON.parse(text) as Json
  if (json.version !== version) throw new Error(`本地企业微信读不懂 ${file}，请移走它再启动。`)
  return fromJson(json)
}

function toJson(state: State): Json {
  const contents: Content[] = []
  const places = new Map<Content, number>()
  const written = (message: LocalMessage): Written => {
    let place = places.get(message.content)
    if (place === undefined) places.set(message.content, (place = contents.push(message.content) - 1))
    return { ...message, content: place }
  }
  return {
    version,
    tokens: [...state.tokens],
    taskIds: [...state.taskIds],
    codes: [...state.codes],
    sent: [...state.sent.values()],
    answered: [...state.answered],
    media: [...state.media.values()],
    contents,
    chats: [...state.chats].map(([userid, chats]) => [
      userid,
      [...chats].map(([chat, messages]) => [chat, messages.map(written)]),
    ]),
    unread: [...state.unread].map(([userid, counts]) => [userid, [...counts]]),
    ledger: state.ledger.map(showing => ({ ...showing, message: written(showing.message) })),
    findings: [...state.findings],
    personTimes: state.personTimes,
    bot: {
      taskIds: [...state.bot.taskIds],
      spoken: [...state.bot.spoken],
      entered: [...state.bot.entered],
      cards: [...state.bot.cards],
    },
  }
}

function fromJson(json: Json): State {
  const read = (message: Written): LocalMessage => {
    const content = json.contents[message.content]
    if (!content) throw new Error('a message without its content')
    // The answer of the bot was on its way when the local WeCom stopped.
    const delivery = message.delivery === 'sending' ? 'failed' : message.delivery
    return { ...message, content, delivery }
  }
  return {
    tokens: new Map(json.tokens),
    taskIds: new Set(json.taskIds),
    codes: new Map(json.codes),
    sent: new Map(json.sent.map(sent => [sent.id, sent])),
    answered: new Map(json.answered),
    media: new Map(json.media.map(media => [media.id, media])),
    chats: new Map(
      json.chats.map(([userid, chats]) => [
        userid,
        new Map(chats.map(([chat, messages]) => [chat, messages.map(read)])),
      ]),
    ),
    unread: new Map(json.unread.map(([userid, counts]) => [userid, new Map(counts)])),
    ledger: json.ledger.map(showing => ({ ...showing, message: read(showing.message) })),
    findings: new Set(json.findings),
    personTimes: json.personTimes,
    bot: botMemory(json.bot),
  }
}

const botMemory = (bot: Json['bot']): BotMemory => ({
  taskIds: new Set(bot?.taskIds),
  spoken: new Set(bot?.spoken),
  entered: new Map(bot?.entered),
  cards: new Map(bot?.cards),
})
