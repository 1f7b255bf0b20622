import type { Answer, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue, openDialogues } from '../chat/dialogue.ts'
import { plainOf, tidy } from '../chat/words.ts'
import { adding } from '../saying.ts'
import { named } from '../study/notice.ts'
import { answered, asksBack } from './answers.ts'
import { knownTo, scopeOf } from './group.ts'
import { nextStep } from './next.ts'
import { readBack } from './read-back.ts'
import { readSentence } from './read-sentence.ts'
import { recordMeeting } from './record.ts'
import { texts } from './texts.ts'
import { draftKind, keepTold, nothingTold, readDraft, type Told, withReading } from './told.ts'

const cancels = /^(?:取消|不登记了?|不记了?|放弃|算了|取消登记)$/u
const agrees = /^(?:确认|确认登记|确认无误|登记|无误|对的?|没错|没问题|是的?|好的?|可以了?|行|正确|ok|确定)$/u
const looksAgain = /^(?:继续|查看|再看一遍|预览|核对)$/u

/** A sentence about a joint session: read, and then asked about or read back. */
export const beginTelling = async (sentence: string, desk: Desk): Promise<Answer> => {
  const replaced = await giveUpOpen(desk)
  const scope = await scopeOf(desk.tx, desk.who)
  const told = withReading(nothingTold, readSentence(sentence, desk.at, await knownTo(desk.tx, scope)))
  const id = desk.id()
  await desk.tx.jointDrafts.add({ id, by: desk.who.id, at: desk.at, state: 'open', told: JSON.stringify(told) })
  await beginDialogue(desk, { kind: draftKind, id })
  return adding(await goOn(id, told, desk), replaced ? texts.replacedDraft : null)
}

async function giveUpOpen(desk: Desk): Promise<boolean> {
  let gaveUp = false
  for (const open of await openDialogues(desk.tx, desk.who.id)) {
    if (open.kind !== draftKind) continue
    await end(open.id, 'cancelled', desk)
    gaveUp = true
  }
  return gaveUp
}

async function end(id: string, state: 'recorded' | 'cancelled', desk: Desk): Promise<void> {
  const row = await desk.tx.jointDrafts.get(id)
  if (row) await desk.tx.jointDrafts.update({ ...row, state })
  await endDialogue(desk, { kind: draftKind, id })
}

/** Asks the next question, or reads everything back. */
async function goOn(id: string, told: Told, desk: Desk): Promise<Answer> {
  const step = await nextStep(told, desk)
  if ('stop' in step) {
    await end(id, 'cancelled', desk)
    return step.stop
  }
  const question = 'question' in step ? step.question : null
  await keepTold(desk, id, {
    ...step.told,
    asking: question?.asking ?? null,
    choices: question?.choices ?? [],
    about: question?.about ?? '',
  })
  return 'meeting' in step ? readBack(step.meeting, desk) : step.question.text
}

async function record(id: string, told: Told, desk: Desk): Promise<Answer> {
  const step = await nextStep(told, desk)
  // Something may have changed while it lay open: then it is asked or read back anew.
  if (!('meeting' in step)) return goOn(id, told, desk)
  const session = await recordMeeting(step.meeting, desk)
  await end(id, 'recorded', desk)
  return texts.recorded(session, named(step.meeting.notice), desk.house.pages)
}

export const jointDialogue: Dialogue = {
  kind: draftKind,
  hear: async ({ id, message, global }, desk) => {
    const draft = await readDraft(desk, id)
    if (!draft || draft.row.by !== desk.who.id || draft.row.state !== 'open') return undefined
    const { told } = draft
    const plain = plainOf(message).replace(/^集中学习(?=.)/u, '')
    if (cancels.test(plain)) {
      await end(id, 'cancelled', desk)
      return texts.cancelled
    }
    if (looksAgain.test(plain)) return goOn(id, told, desk)
    if (told.asking === null && agrees.test(plain)) return record(id, told, desk)
    const chosen = answered(plain, message, told, global)
    if (chosen) return goOn(id, chosen, desk)
    if (agrees.test(plain)) return goOn(id, told, desk)
    const read = await furtherRead(tidy(message), told, global, desk)
    if (read) return goOn(id, read, desk)
    if (global) return undefined
    const again = await goOn(id, told, desk)
    return typeof again === 'string' ? `${texts.sure}\n${again}` : again
  },
  resume: async (id, tx) => {
    const draft = await readDraft({ tx }, id)
    return draft ? texts.resume(draft.told.asking !== null) : null
  },
}

/** What an answer without its word is about. */
const prefixes: Partial<Record<NonNullable<Told['asking']>, string>> = {
  who: '缺席 ',
  short: '缺席 ',
  absentee: '缺席 ',
  host: '主持 ',
  date: '时间 ',
  early: '时间 ',
}

/** A further sentence, `缺席 …` or just the answer to what was asked; null where nothing of it was understood. */
async function furtherRead(message: string, told: Told, global: boolean, desk: Desk): Promise<Told | null> {
  const known = await knownTo(desk.tx, await scopeOf(desk.tx, desk.who))
  const labelled = message.replace(/^(讨论|要点|发言)(?:要点|内容)?[\s：:]+/u, '讨论：')
  const prefix = told.asking === null || asksBack(message) ? '' : (prefixes[told.asking] ?? '')
  // `请假 张三` answers who was missing, though it is a word by itself.
  if (global && !(prefix === '缺席 ' && /^(?:请假|缺席)/u.test(message))) return null
  const tries = [labelled, ...(prefix ? [`${prefix}${message}`] : [])].map(words => readSentence(words, desk.at, known))
  const good =
    tries.find(reading => !reading.unclear.length && !isEmpty(reading)) ?? tries.find(reading => !isEmpty(reading))
  if (good) return withReading(told, good)
  return told.asking === 'department'
    ? { ...told, departmentNames: message.split(/[、，,；;\s]+/u).filter(Boolean), departments: null }
    : null
}

const isEmpty = (reading: ReturnType<typeof readSentence>): boolean => {
  const { unclear: _unclear, ...rest } = reading
  return Object.values(rest).every(
    value => value === null || value === false || (Array.isArray(value) && !value.length),
  )
}
