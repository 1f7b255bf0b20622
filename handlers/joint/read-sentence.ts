import type { Instant } from '../../store/collection.ts'
import { monthNamed } from '../study/notice.ts'
import { takeAbsent, labelMark, leaveMark } from './read/absent.ts'
import { takeCounts, takeWhole } from './read/counts.ts'
import { takeHost, takePlace, takeRoom } from './read/host.ts'
import { fillers } from './read/fillers.ts'
import { takePoints, takeStudied } from './read/points.ts'
import type { Absentee, Known, Reading } from './read/reading.ts'
import { departmentMark, gone, Sheet } from './read/sheet.ts'
import { takeTime } from './read/time.ts'

const names = ['\ue000', '\ue001'] as const
const departments = ['\ue010', '\ue011'] as const

/** What makes a sentence one about a joint session. */
const subject =
  /(?:进行|开展|召开|举行)?(?:了|过)?(?:全科|科室|科内|科里|本科|科会|支部|全员|全院)?(?:集中|集体|统一|政治|科会|科室|科内|支部|廉政|警示教育)(?:开会|政治|业务|廉政|警示教育)?(?:学习|学)(?:会议?|教育|活动)?(?:了|过|的)?/u
const organised =
  /(?:组织|开展|进行|召开|召集)(?:了|过)?(?:大家|全科|科室|科内)?(?:人员|职工|医护人员|同志)?(?:进行|开展)?(?:了)?(?:学习|科会|会议)(?:了|会)?/u

/**
 * Reads what was said of a joint session, as of `now` (which decides what 昨天 is), by the names of those who may have
 * been there. Whatever it cannot place comes back in `unclear`, whatever is said twice and differently in `twice`.
 */
export function readSentence(said: string, now: Instant, known: Known): Reading {
  const sheet = new Sheet(said)
  sheet.mark(known.departments, departments)
  sheet.mark(known.people, names)

  const points = takePoints(sheet)
  const title = sheet.take(/(?:学习|传达)?《([^》]+)》/u)?.groups[0] ?? null
  const months = sheet
    .takeAll(
      /((?:\d{4}年)?(?:\d{1,2}|十?[一二]|[一二三四五六七八九十]|上个?|本|这个?)月)份?的?(?=党风|廉政|行风|作风|纪律|学习|通知|教育|集中|案例|材料|通报|内容|两个|几个|\s*$)/u,
    )
    .flatMap(({ groups }) => monthNamed(groups[0] ?? '', now) ?? [])
  const again = sheet.take(/补学|补课|补训|第[二三]批|第[二三]场/u) !== null
  const places = takePlace(sheet)
  const time = takeTime(sheet, now)
  places.push(...takeRoom(sheet))
  // 王主任组织集中学习 still needs its verb: only then may the words of the subject go.
  sheet.takeAll(subject)
  const minutes = sheet.takeAll(/记录人?(?:[:是为]|\s)*(\ue000\ue001*)|(\ue000\ue001*)(?:负责|做|作)?(?:会议)?记录/u)
  points.push(...minutes.map(({ groups }) => `记录人：${groups[0] ?? groups[1] ?? ''}`))
  const hosts = takeHost(sheet, known.people)
  sheet.takeAll(organised)
  const counts = takeCounts(sheet)
  const { absent, missing, all } = takeAbsent(sheet)
  const whole = takeWhole(sheet)
  points.push(...takeStudied(sheet))

  const twice: Reading['twice'] = []
  const one = <T>(field: string, values: readonly T[], show: (value: T) => string = String): T | null => {
    const distinct = [...new Set(values)]
    if (distinct.length > 1) twice.push({ field, values: distinct.map(show) })
    return distinct.length === 1 ? (distinct[0] ?? null) : null
  }
  const lacking = [...counts.missing, ...(missing ? [missing] : [])]
  return {
    month: one('学习月份', months),
    title,
    departments: departmentsLeft(sheet),
    date: one('时间', time.dates),
    part: time.part,
    from: time.from,
    to: time.to,
    place: one('地点', places),
    host: one('主持人', hosts),
    expected: one('应到', counts.expected, value => `${value} 人`),
    present: one('实到', counts.present, value => `${value} 人`),
    all: all || whole || counts.all,
    missing: lacking.length ? lacking.reduce((sum, value) => sum + value, 0) : null,
    absent: absent.length ? merged(absent) : null,
    points: points.length ? points.join('；') : null,
    again,
    twice: [...twice, ...(time.doubtful === null ? [] : [{ field: '时间', values: [time.doubtful] }])],
    unclear: leftOf(sheet),
  }
}

/** Somebody named twice, once with the reason. */
function merged(all: readonly Absentee[]): Absentee[] {
  const byName = new Map<string, Absentee>()
  for (const { name, reason } of all) {
    const before = byName.get(name)
    byName.set(name, { name, reason: before?.reason ? before.reason : reason })
  }
  return [...byName.values()]
}

/** The departments that still stand there: one that names a room was taken with the room. */
function departmentsLeft(sheet: Sheet): string[] {
  return [...new Set(sheet.takeAll(new RegExp(departmentMark, 'u')).map(({ all }) => all))]
}

/** What nobody took, piece by piece. */
function leftOf(sheet: Sheet): string[] {
  const pieces: string[] = []
  const piece = new RegExp(`[^${gone}${labelMark}${leaveMark}\\s,，。;；、:：!！?？()“”"'‘’\\[\\]【】.~·-]+`, 'gu')
  for (const match of sheet.text.matchAll(piece)) {
    if (fillers.test(match[0])) continue
    pieces.push(sheet.said(match.index, match.index + match[0].length))
  }
  return pieces
}
