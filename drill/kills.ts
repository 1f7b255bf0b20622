import { setTimeout as wait } from 'node:timers/promises'
import type { LocalMessage } from '../sandbox/wire.ts'
import { type DrillTown, openDrillTown, textIn } from './town.ts'
import { hospitalOf } from './hospital.ts'
import { seeded, shuffled } from './random.ts'

export interface KillsOptions {
  /** How often the bot is killed with SIGKILL. */
  kills: number
  seed: number
  people: number
  /** WeCom fails meanwhile: cut connections, busy answers, 5xx, expired tokens. */
  outages?: boolean
}

/** What a drill saw. Each list names who or what was wrong; all of them are empty where every promise was kept. */
export interface KillsResult {
  seconds: number
  kills: number
  studies: number
  /** Confirmations in the store at the end, over all studies. */
  confirmed: number
  /** Callbacks whose answer was lost or cut, so that WeCom made them again. */
  repeats: number
  /** Answered 200, but not in the store. */
  lost: string[]
  /** In the counts more than once, or counts that differ from the people. */
  miscounted: string[]
  /** Without the card of a study, or with a second one. */
  wrongCards: string[]
  /** Pressed, but the card was neither closed nor the presser told. */
  leftOpen: string[]
  /** What the local WeCom found wrong with the bot's calls. */
  findings: string[]
  /** The one line of `verify`, and whether it held. */
  verified: boolean
  verdict: string
}

/** A study serves for so many kills; then everybody has confirmed and the next is issued. */
const killsAStudy = 10

/**
 * Kills the bot again and again at random moments: while cards go out, while people confirm by button and by word,
 * while it starts. Answers are lost on their way too. People whose message failed for good try again, as people do.
 */
export async function killBurst({ kills, seed, people, outages = false }: KillsOptions): Promise<KillsResult> {
  const random = seeded(seed)
  const started = Date.now()
  let losing = false
  let repeats = 0
  const loses = (): boolean => {
    const lost = losing && random() < 0.1
    if (lost) repeats++
    return lost
  }
  const town = await openDrillTown({ plan: hospitalOf(people), loses })
  const result: KillsResult = {
    seconds: 0,
    kills: 0,
    studies: 0,
    confirmed: 0,
    repeats: 0,
    lost: [],
    miscounted: [],
    wrongCards: [],
    leftOpen: [],
    findings: [],
    verified: false,
    verdict: '',
  }
  try {
    while (result.kills < kills) {
      const study: Study = { title: `廉洁学习第${result.studies + 1}期`, random, pressed: new Set() }
      const asked = await town.publish(study.title)
      result.studies++
      town.witness.forget()
      losing = true
      result.kills += await confirmUnderKills(town, study, {
        people,
        kills: Math.min(killsAStudy, kills - result.kills),
        outages,
      })
      losing = false
      await town.bot.quiet()
      await examine(town, study, asked, result)
    }
    result.repeats = repeats
    result.findings = town.sandbox.findings()
    const code = await town.bot.stop()
    const { code: verified, said } = await town.bot.verify()
    result.verdict = said
    result.verified = code === 0 && verified === 0
    result.seconds = Math.round((Date.now() - started) / 1000)
    return result
  } finally {
    await town.close()
  }
}

interface Study {
  title: string
  random: () => number
  /** Who has pressed the button rather than written the word. */
  pressed: Set<string>
}

/** Groups of people confirm at once; a moment later the bot is gone and comes back. Gives how often. */
async function confirmUnderKills(
  town: DrillTown,
  study: Study,
  { people, kills, outages }: { people: number; kills: number; outages: boolean },
): Promise<number> {
  const { random } = study
  const everybody = shuffled(
    hospitalOf(people).people.map(({ userid }) => userid),
    random,
  )
  const groupSize = Math.ceil(people / kills)
  const acting: Promise<void>[] = []
  for (let kill = 0; kill < kills; kill++) {
    if (outages) failForAWhile(town, random)
    acting.push(
      ...everybody.slice(kill * groupSize, (kill + 1) * groupSize).map(userid => confirm(town, study, userid)),
    )
    await wait(random() * 200)
    await town.bot.kill()
    if (random() < 0.2) {
      town.bot.launch()
      await wait(random() * 800)
      await town.bot.kill()
    }
    await town.bot.start()
  }
  await Promise.all(acting)
  for (let round = 0; round < 5; round++) {
    const answered = town.witness.answered()
    await Promise.all(everybody.filter(userid => !answered.has(userid)).map(userid => confirm(town, study, userid)))
  }
  return kills
}

/** Presses the card's button where there is one and chance says so, else writes the word. */
async function confirm({ sandbox }: DrillTown, study: Study, userid: string): Promise<void> {
  const card = study.random() < 0.6 ? cardOf(sandbox.messages(userid), study.title) : undefined
  const button =
    card?.content.type === 'card' && card.content.replaced === null && card.content.buttons.find(({ url }) => !url)
  if (card && button) {
    study.pressed.add(userid)
    await sandbox.press(userid, card.id, button.key)
  } else await sandbox.say(userid, '已学习')
}

const cardOf = (messages: readonly LocalMessage[], title: string): LocalMessage | undefined =>
  messages.find(message => isCard(message, title))

/** The card that asks for the confirmation; the office's preview looks alike but has other buttons. */
const isCard = ({ content }: LocalMessage, title: string): boolean =>
  content.type === 'card' &&
  content.title.includes(title) &&
  content.buttons.some(({ key }) => key.startsWith('study.confirm'))

/** Ways in which WeCom fails, a few calls each. */
function failForAWhile({ sandbox }: DrillTown, random: () => number): void {
  const times = 1 + Math.floor(random() * 3)
  const path = random() < 0.5 ? 'message/send' : 'update_template_card'
  const kinds = [{ cut: 'before' }, { cut: 'after' }, { errcode: -1 }, { status: 502 }] as const
  const kind = kinds[Math.floor(random() * kinds.length)] ?? kinds[0]
  sandbox.fault({ path, times, ...kind })
  if (random() < 0.3) sandbox.expireTokens()
  if (random() < 0.2) sandbox.fault({ path: 'gettoken', times: 1, cut: 'before' })
}

/** Holds what people saw and what the store says against who was answered. */
async function examine(town: DrillTown, study: Study, asked: number, result: KillsResult): Promise<void> {
  const { sandbox, witness } = town
  const { confirmed, facts } = await town.read(async tx => {
    const notice = (await tx.notices.list('state', ['issued'])).find(({ title }) => title.includes(study.title))
    const rows = notice ? await tx.confirmations.list('notice', [notice.id]) : []
    const attested = (await tx.facts.list('all', [])).filter(
      fact => fact.type === 'study.confirmed' && fact.data.includes(`"${notice?.id}"`),
    )
    return { confirmed: rows.map(({ person }) => person), facts: attested.map(({ who }) => who) }
  })
  const inStore = new Set(confirmed)
  const where = (userid: string): string => `${study.title} ${userid}`
  for (const userid of witness.answered()) {
    if (!inStore.has(userid.toLowerCase())) result.lost.push(where(userid))
  }
  const counts = [asked, confirmed.length, inStore.size, facts.length, new Set(facts).size]
  if (new Set(counts).size > 1) result.miscounted.push(`${study.title}: ${counts.join(', ')}`)
  result.confirmed += confirmed.length

  const cards = new Map<string, number>()
  for (const { userid, by, message } of sandbox.ledger()) {
    if (by === 'message/send' && isCard(message, study.title)) cards.set(userid, (cards.get(userid) ?? 0) + 1)
  }
  for (const userid of inStore) {
    const got = [...cards].filter(([id]) => id.toLowerCase() === userid).reduce((sum, [, count]) => sum + count, 0)
    if (got !== 1) result.wrongCards.push(`${where(userid)}: ${got}`)
  }
  for (const userid of study.pressed) {
    const messages = sandbox.messages(userid)
    const card = cardOf(messages, study.title)
    const isClosed = card?.content.type === 'card' && card.content.replaced !== null
    if (!isClosed && !messages.some(message => message.from === 'bot' && /已记录|已于/.test(textIn(message)))) {
      result.leftOpen.push(where(userid))
    }
  }
}
