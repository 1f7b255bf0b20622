import { setTimeout as wait } from 'node:timers/promises'
import { standingNames, type Standing } from '../../handlers/study/standing.ts'
import type { HospitalPlan } from '../../sandbox/wire.ts'
import { hospitalOf, officer, perDepartment } from '../hospital.ts'
import { seeded, shuffled } from '../random.ts'
import { type DrillTown, openDrillTown } from '../town.ts'
import { type Read, readArchive } from './archive.ts'
import { killer } from './killer.ts'
import { realNames } from './people.ts'
import { openReader } from './reader.ts'
import { cardOf, type Channel, channels, confirm, insistSaying, type Place, wordsOf } from './story.ts'

export interface MonthOptions {
  people: number
  seed: number
  /** The bot lives for up to so many milliseconds between two kills; null kills it never. */
  lives: number | null
}

/** What a month came to. Each list names who or what was wrong; all of them are empty where every promise was kept. */
export interface MonthResult {
  seconds: number
  kills: number
  /** The line of sums of the archive. */
  counts: Record<string, number>
  /** The archive says something else than what was answered to the person. */
  differing: string[]
  /** More or fewer than one card of the notice and one of its correction. */
  wrongCards: string[]
  /** Sums that do not add up. */
  miscounted: string[]
  findings: string[]
  verified: boolean
  verdict: string
}

interface Story extends Place {
  town: DrillTown
  notice: string
  random: () => number
  /** What each person was told that is so. Ids in lower case. */
  expected: Map<string, Standing>
  plan: HospitalPlan
}

/**
 * A month of a hospital under `kill -9` at random: a notice is issued, read and confirmed by card, word, smart bot and page;
 * departments study together; some ask for leave; the office records for somebody; the notice is corrected in substance and
 * asked again; at the end the archive is downloaded and held, person by person, against what everybody had been answered.
 */
export async function liveMonth({ people, seed, lives }: MonthOptions): Promise<MonthResult> {
  const started = Date.now()
  const random = seeded(seed)
  const plan = hospitalOf(people, realNames)
  const town = await openDrillTown({ plan, loses: () => false })
  const ending = lives === null ? null : killer(town.bot, random, lives)
  try {
    const place: Place = { sandbox: town.sandbox, url: town.bot.url }
    await insistSaying(place, officer, `发布学习\n${noticeText}`, /预览/)
    await insistSaying(place, officer, '发布', /正在送达/)
    const notice = await noticeId(town)
    const story: Story = { ...place, town, notice, random, plan, expected: new Map() }
    for (const { userid } of plan.people) story.expected.set(userid.toLowerCase(), 'missing')
    await everybodyHasCards(story, 1)

    await studyTogether(story, 0)
    await studyTogether(story, 1)
    await askForLeave(story, people / 50)
    await recordForOthers(story, people / 100)
    await confirmAll(story, 0.9)
    await correct(story)
    await everybodyHasCards(story, 2)
    await studyTogether(story, 2)
    await recordForOthers(story, people / 100)
    await confirmAll(story, 0.7)

    const zip = await fetchArchive(story)
    await ending?.stop()
    await town.bot.quiet()
    return {
      ...(await examine(story, await readArchive(zip))),
      seconds: Math.round((Date.now() - started) / 1000),
      kills: ending?.kills ?? 0,
    }
  } finally {
    await ending?.stop().catch(() => undefined)
    await town.close()
  }
}

const noticeText = `关于开展本月廉洁从业学习的通知
各科室：
请全体职工认真学习本月材料，对照检查，守住廉洁从业底线，于月底前学习并确认。
纪委办公室
2026年11月12日`

async function noticeId(town: DrillTown): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const id = await town.read(async tx => (await tx.notices.list('state', ['issued']))[0]?.id).catch(() => undefined)
    if (id !== undefined) return id
    await wait(100)
  }
  throw new Error('the notice is not in the store')
}

/** The head of a department tells in one sentence who was there; two were not, and one says that it is not so. */
async function studyTogether(story: Story, department: number): Promise<void> {
  const { plan, expected } = story
  const members = plan.people.slice(department * perDepartment, (department + 1) * perDepartment)
  const [, head, first, second, third] = members
  if (!head || !first || !second || !third) throw new Error('the department is too small')
  await insistSaying(
    story,
    head.userid,
    `今天在示教室集中学习，${head.name}主持，应到${members.length}实到${members.length - 2}，${first.name}夜班、${second.name}外出`,
    /【集中学习】|已登记/,
  )
  await insistSaying(story, head.userid, '确认', /已登记|没有正在|没有待/)
  for (const { userid } of members) {
    const id = userid.toLowerCase()
    if (![first, second].some(absent => absent.userid === userid) && expected.get(id) !== 'confirmed')
      expected.set(id, 'joint')
  }
  await insistSaying(story, third.userid, '异议', /已改过来|已经改过/)
  const objector = third.userid.toLowerCase()
  if (expected.get(objector) !== 'confirmed') expected.set(objector, 'missing')
}

/** Some ask for leave; the head of each decides. */
async function askForLeave(story: Story, count: number): Promise<void> {
  const asking = shuffled(candidates(story), story.random).slice(0, Math.ceil(count))
  for (const userid of asking) {
    const head = headOf(story, userid)
    const name = nameOf(story, userid)
    await insistSaying(story, userid, '请假 外出进修到年底', /已向.*申请|您已于.*申请/)
    await insistSaying(story, head, `同意 ${name} 请假`, /已同意|已由|没有等您决定/)
    story.expected.set(userid.toLowerCase(), 'leave')
  }
}

/** The office records for some who studied on paper. */
async function recordForOthers(story: Story, count: number): Promise<void> {
  for (const userid of shuffled(candidates(story), story.random).slice(0, Math.ceil(count))) {
    await insistSaying(story, officer, `代录 ${nameOf(story, userid)} 线下学习`, /请核对|已经代录/)
    await insistSaying(story, officer, '确认', /已代录|没有正在|没有待/)
    story.expected.set(userid.toLowerCase(), 'offline')
  }
}

/** Those who have done nothing yet, of departments that do not study together; neither heads nor the office. */
function candidates({ plan, expected }: Story): string[] {
  return plan.people
    .filter(
      ({ userid }, place) =>
        place >= 3 * perDepartment &&
        place % perDepartment > 10 &&
        userid !== officer &&
        expected.get(userid.toLowerCase()) === 'missing',
    )
    .map(({ userid }) => userid)
}

/** So large a part of those who still owe confirm, each in a way of their own, forty at a time. */
async function confirmAll(story: Story, share: number): Promise<void> {
  const { random, expected, notice } = story
  const acting = shuffled(
    story.plan.people
      .map(({ userid }) => userid)
      .filter(userid => expected.get(userid.toLowerCase()) === 'missing' && random() < share),
    random,
  ).map(userid => ({ userid, channel: channels[Math.floor(random() * channels.length)] ?? 'word' }))
  await inTurns(acting, 40, async ({ userid, channel }: { userid: string; channel: Channel }) => {
    await confirm(story, userid, channel, notice)
    expected.set(userid.toLowerCase(), 'confirmed')
  })
}

async function inTurns<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
    }),
  )
}

/** The date by which all is done changes in the text: whoever had studied is asked again. */
async function correct(story: Story): Promise<void> {
  await insistSaying(story, officer, '修改 11月', /更正《/)
  await insistSaying(story, officer, '把“守住廉洁从业底线”改为“守住廉洁从业底线，不得收受红包”', /实质修改/)
  await insistSaying(story, officer, '发布', /已更正|没有可以|没有正在/)
  for (const [userid, standing] of story.expected) {
    if (standing === 'confirmed' || standing === 'joint' || standing === 'offline')
      story.expected.set(userid, 'missing')
  }
}

/** Everybody who is asked has as many cards that ask for a confirmation; whoever is excused is not asked again. */
async function everybodyHasCards(story: Story, count: number): Promise<void> {
  const { sandbox, plan } = story
  const lacks = (): string[] =>
    plan.people
      .map(({ userid }) => userid)
      .filter(
        userid => sandbox.messages(userid).filter(message => cardOf([message])).length < cardsOf(story, userid, count),
      )
  for (let tries = 0; tries < 600 && lacks().length; tries++) await wait(100)
  if (lacks().length) throw new Error(`not everybody has ${count} cards: ${lacks().length} lack one`)
}

/** How many cards somebody shall have after so many have gone out. */
const cardsOf = ({ expected }: Story, userid: string, count: number): number =>
  expected.get(userid.toLowerCase()) === 'leave' ? 1 : count

const nameOf = ({ plan }: Story, userid: string): string =>
  plan.people.find(person => person.userid === userid)?.name ?? userid

const headOf = ({ plan }: Story, userid: string): string => {
  const place = plan.people.findIndex(person => person.userid === userid)
  return plan.people[Math.floor(place / perDepartment) * perDepartment + 1]?.userid ?? ''
}

/** Orders the archive, waits until its card is there and downloads it. */
async function fetchArchive(story: Story): Promise<Uint8Array> {
  const month = (await story.town.read(async tx => (await tx.notices.get(story.notice))?.month)) ?? thisMonth()
  let orders = 0
  for (let tries = 0; tries < 900; tries++) {
    const said = story.sandbox.messages(officer).map(wordsOf)
    // A bot that is killed in the middle of it three times gives up and says so; then the office asks again.
    if (said.filter(words => words.includes('没有做成')).length >= orders) {
      await insistSaying(story, officer, `导出 台账 ${month}`, /正在制作|已在制作|已做好/)
      orders++
    }
    const ready = story.sandbox.messages(officer).findLast(message => wordsOf(message).includes('台账已做好'))
    const [, job = ''] = /archives\/([\w-]+)/.exec((ready && addressIn(ready)) ?? '') ?? []
    if (job) {
      try {
        const zip = await openReader(story.url, officer).get(`/api/archives/${job}/archive.zip`)
        if (zip.subarray(0, 2).toString() === 'PK') return zip
      } catch {
        // The bot was not there.
      }
    }
    await wait(200)
  }
  throw new Error('the archive did not come')
}

const thisMonth = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

const addressIn = ({ content }: Parameters<typeof wordsOf>[0]): string | null =>
  content.type === 'textcard' || content.type === 'card' ? (content.url ?? null) : null

async function examine(story: Story, archive: Read): Promise<Omit<MonthResult, 'seconds' | 'kills'>> {
  const { town, expected, plan, sandbox } = story
  const differing = plan.people.flatMap(({ userid }) => {
    const id = userid.toLowerCase()
    const lines = archive.roster.filter(line => line.userid === id)
    const hoped = standingNames[expected.get(id) ?? 'missing']
    return lines.length === 1 && lines[0]?.state === hoped
      ? []
      : [`${id}: ${lines.map(({ state }) => state).join(', ') || 'not listed'}, expected ${hoped}`]
  })
  const { 应学: asked = 0, ...others } = archive.counts
  const sum = Object.values(others).reduce((total, count) => total + count, 0)
  const miscounted = [
    ...(asked === plan.people.length ? [] : [`应学 ${asked} of ${plan.people.length}`]),
    ...(sum === asked ? [] : [`the standings add up to ${sum}, not ${asked}`]),
    ...Object.entries(standingNames).flatMap(([standing, name]) => {
      const hoped = [...expected.values()].filter(its => its === standing).length
      return others[name] === hoped ? [] : [`${name} ${others[name]}, expected ${hoped}`]
    }),
  ]
  const cards = new Map<string, number>()
  for (const { userid, by, message } of sandbox.ledger()) {
    if (by === 'message/send' && cardOf([message])) cards.set(userid, (cards.get(userid) ?? 0) + 1)
  }
  const wrongCards = plan.people.flatMap(({ userid }) =>
    cards.get(userid) === cardsOf(story, userid, 2)
      ? []
      : [`${userid}: ${cards.get(userid) ?? 0} as ${expected.get(userid.toLowerCase())}`],
  )
  const findings = sandbox.findings()
  const code = await town.bot.stop()
  const { code: verified, said } = await town.bot.verify()
  return {
    counts: archive.counts,
    differing,
    wrongCards,
    miscounted,
    findings,
    verified: code === 0 && verified === 0,
    verdict: said,
  }
}
