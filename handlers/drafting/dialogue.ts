import type { Answer, Desk } from '../act.ts'
import { endDialogue, type Dialogue } from '../chat/dialogue.ts'
import { plainOf, tidy } from '../chat/words.ts'
import { readMoment, readWhen } from '../chat/when.ts'
import { sayingsOf, text } from '../saying.ts'
import { isDaytime, minute, minutesOf, shownTime } from '../time.ts'
import { holdForSecond } from '../second/hold.ts'
import { voidSecond } from '../second/request.ts'
import {
  type Agreed,
  changeDraft,
  draftDialogue,
  type DraftKind,
  type DraftRow,
  kindOf,
  textOf,
  typedPart,
} from './draft.ts'
import { dropFromDraft } from './pictures.ts'
import { readScope } from './scope.ts'
import { texts } from './texts.ts'

const finished = /^(?:完|完了|完毕|发完了?|结束|没有?了|好了|就这些|就是这些|全部发完|发完毕)$/u
const cancels = /^(?:取消|取消发布|取消发送|不发了?|先不发了?|放弃|算了)$/u
const releases = /^(?:发布|确认发布|立即发布|发送|确认发送|发出|发出去)$/u
/** `发布 请李敏同意` */
const withSecond =
  /^(?:确认|立即)?(?:发布|发送|发出)[\s，,、]*(?:请|由|让|给|经)\s*([^\s，,。]{1,20}?)(?:老师|主任|书记|同志)?(?:来|帮忙)?(?:同意|审核|审批|复核|把关|确认|看一?下)(?:一下)?$/u
const regrets = /^(?:不改了|不修改了|不用改了?|算了|取消修改)$/u
/** Agrees to something, but to what? What goes to everybody is ordered by its own word. */
const agrees = /^(?:好的?|可以了?|确定|确认|确认无误|无误|没问题|行|同意|是的?|对|ok|发)$/u
/**
 * Several lines, or a long one with sentences in it, are being handed in even if they begin with a word of the bot.
 * A long address after `绑定` is none: it must never stand in a notice.
 */
export const isHandedIn = (message: string): boolean =>
  message.trim().includes('\n') || ([...message].length > 60 && /[。；！？]/u.test(message))

/** Collecting and previewing a draft, whatever its kind. */
export function draftDialogueOf(kinds: readonly DraftKind[]): Dialogue {
  const kindFor = (draft: DraftRow): DraftKind => {
    const kind = kindOf(kinds, draft)
    if (!kind) throw new Error(`no kind of draft: ${draft.kind}`)
    return kind
  }
  return {
    kind: draftDialogue,
    hear: async ({ id, message, sent, global }, desk) => {
      const draft = await desk.tx.drafts.get(id)
      if (!draft || draft.by !== desk.who.id || desk.who.officeOf !== draft.unit) return undefined
      const kind = kindFor(draft)
      const said = plainOf(message)
      if (draft.rewriting && regrets.test(said)) return showAgain(draft, kind, desk)
      if (cancels.test(said)) return cancelDraft(draft, kind, desk)
      return draft.state === 'collecting'
        ? collect({ draft, kind, message, sent, global }, desk)
        : adjust({ draft, kind, message, sent, global }, desk)
    },
    resume: async (id, tx) => {
      const draft = await tx.drafts.get(id)
      if (!draft) return null
      const kind = kindFor(draft)
      return draft.state === 'collecting'
        ? texts.resumeCollecting(kind.name, draft.parts.length)
        : texts.resumePreview(kind)
    },
  }
}

interface Step {
  draft: DraftRow
  kind: DraftKind
  message: string
  sent: number
  /** It is also a word that works at any time. */
  global: boolean
}

async function collect({ draft, kind, message, sent, global }: Step, desk: Desk): Promise<Answer | undefined> {
  const said = plainOf(message)
  if (finished.test(said) || releases.test(said)) {
    if (!textOf(draft).trim()) return texts.nothingYet(kind.name)
    return showAgain(await changeDraft(desk.tx, draft, { finished: sent }), kind, desk)
  }
  if (global && !isHandedIn(message)) return undefined
  if (regrets.test(said)) return texts.tooLate(kind.name)
  if (draft.rewriting && !isHandedIn(message)) {
    // Nothing new has come yet: a word of the preview is still meant for what there was.
    const before: DraftRow = { ...draft, state: 'preview', rewriting: false }
    const adjusted = await kind.adjust?.(tidy(message), before, desk, { message, sent })
    if (adjusted !== undefined) return adjusted
  }
  const kept = draft.rewriting ? [] : draft.parts
  const parts = [...kept, typedPart(message, sent, kept.length)]
  if (draft.rewriting) await dropFromDraft(desk.tx, draft.id)
  const changed = await changeDraft(desk.tx, draft, { parts, rewriting: false })
  return texts.partTaken(parts.length, [...textOf(changed)].length)
}

/** The preview of what there is, whether it was being collected or written anew. */
const showAgain = async (draft: DraftRow, kind: DraftKind, desk: Desk): Promise<Answer> =>
  kind.preview(await changeDraft(desk.tx, draft, { state: 'preview', rewriting: false }), desk)

async function adjust({ draft, kind, message, sent, global }: Step, desk: Desk): Promise<Answer | undefined> {
  const isLate = draft.finished !== null && sent < draft.finished
  if (isLate && (!global || isHandedIn(message))) {
    const parts = [...draft.parts, typedPart(message, sent, draft.parts.length)]
    return [text(texts.latePart), ...sayingsOf(await kind.preview(await changeDraft(desk.tx, draft, { parts }), desk))]
  }
  const plain = plainOf(message)
  if (releases.test(plain) && !isLate) return releaseDraft(draft, kind, desk)
  const second = withSecond.exec(tidy(message))?.[1]
  if (second && !isLate) return releaseDraft(draft, kind, desk, second)
  if (isLate || finished.test(plain) || plain === '预览') return kind.preview(draft, desk)
  const said = tidy(message)
  const adjusted = await kind.adjust?.(said, draft, desk, { message, sent })
  if (adjusted !== undefined) return adjusted
  if (agrees.test(plain)) return texts.sayRelease(kind)
  if (said === '修改') {
    await changeDraft(desk.tx, draft, { state: 'collecting', rewriting: true })
    return texts.rewrite(kind)
  }
  const [, word = '', rest = ''] = /^(?:修改\s*)?(范围|定时|只发给?|发给)[\s:：]*(.*)$/su.exec(said) ?? []
  if (word && word !== '定时') {
    const read = await readScope(desk.tx, draft.unit, rest)
    if ('wrong' in read) return `${read.wrong}${texts.draftStays}`
    return kind.preview(await changeDraft(desk.tx, draft, { scope: read.scope }), desk)
  }
  if (word === '定时') return schedule(draft, kind, rest, desk)
  return isHandedIn(message) && !global ? texts.notTaken(kind.word) : undefined
}

async function schedule(draft: DraftRow, kind: DraftKind, rest: string, desk: Desk): Promise<Answer> {
  if (/^(?:取消|立即|马上|不定时)$/u.test(rest))
    return kind.preview(await changeDraft(desk.tx, draft, { release: null }), desk)
  if (!rest.trim()) return `${texts.whichMoment}${texts.draftStays}`
  const release = readMoment(rest, desk.at)
  if (release === null) {
    const when = readWhen(rest, desk.at)
    const dayOnly = when?.minutes === null && !when.rest
    return `${dayOnly ? texts.needsTime(rest) : texts.noMoment(rest)}${texts.draftStays}`
  }
  if (release <= desk.at) return `${texts.momentPassed(shownTime(release, desk.at))}${texts.draftStays}`
  return kind.preview(await changeDraft(desk.tx, draft, { release }), desk)
}

/**
 * Sends it out, now or at its moment, unless that moment has passed while the preview lay open, or a second officer has to
 * agree first (`second` names one).
 */
export async function releaseDraft(
  draft: DraftRow,
  kind: DraftKind,
  desk: Desk,
  second: string | null = null,
): Promise<Answer> {
  return (
    cannotRelease(draft, kind, desk) ??
    (await holdForSecond(draft, kind, second, desk)) ??
    kind.release(draft, desk, null)
  )
}

/** The same once a second officer has agreed. `desk` is that of who asked for it. */
export async function releaseAgreed(draft: DraftRow, kind: DraftKind, agreed: Agreed, desk: Desk): Promise<Answer> {
  return cannotRelease(draft, kind, desk) ?? kind.release(draft, desk, agreed)
}

function cannotRelease(draft: DraftRow, kind: DraftKind, desk: Desk): string | null {
  if (draft.state !== 'preview')
    return draft.state === 'released' ? texts.alreadyReleased(kind.word) : texts.nothingToRelease
  if (draft.release !== null && draft.release <= desk.at) {
    return `${texts.momentPassed(shownTime(draft.release, desk.at))}${texts.draftStays}`
  }
  return null
}

export async function cancelDraft(draft: DraftRow, kind: DraftKind, desk: Desk): Promise<Answer> {
  if (draft.state === 'released') return texts.alreadyReleased(kind.word)
  await changeDraft(desk.tx, draft, { state: 'cancelled' })
  await dropFromDraft(desk.tx, draft.id)
  await endDialogue(desk, { kind: draftDialogue, id: draft.id })
  await voidSecond(draft.id, desk)
  return texts.cancelled(kind)
}

/** What the preview says of a moment outside the hours in which the product itself would speak. */
export function unusualHour(release: number | null): string | null {
  return release === null || isDaytime(release) ? null : texts.unusualHour
}

/** Sent within the five minutes after a full or half hour, when most of the country sends: those after it, by group. */
export function spread(release: number, group: number): number {
  const crowded = minutesOf(release) % 30 === 0
  return release + (crowded ? minute : 0) + (group % 4) * minute
}
