import { fillers } from './fillers.ts'
import { count, readCount } from './numbers.ts'
import { reason } from './reasons.ts'
import type { Absentee } from './reading.ts'
import { gone, type Sheet } from './sheet.ts'

/** Stands where 请假2人 was understood: names that follow are of those. */
export const labelMark = '\ue020'
export const leaveMark = '\ue021'

export interface AbsentRead {
  absent: Absentee[]
  /** Numbers without names: 2人夜班. */
  missing: number
  all: boolean
}

type Token =
  | { kind: 'name' | 'unknown'; words: string; from: number; to: number }
  | { kind: 'reason'; words: string; from: number; to: number }
  | { kind: 'verb'; words: string; from: number; to: number }
  /** `opens`: with a colon, so that those it is about follow. */
  | { kind: 'label'; words: string; opens: boolean; from: number; to: number }
  | { kind: 'count'; number: number; from: number; to: number }
  | { kind: 'gap' | 'filler' | 'other'; from: number; to: number }

const verbs =
  '没有来|没有到|没有参加|没来|没到|没参加|没能参加|未能参加|未能到会|未参加|未到会|未到|缺席|缺勤|请假|不在|除外|不能参加|没去'
const labels = `(?:${verbs}|缺|请了假)(?:人员|名单|的人|的有|的是|的|者|了|有|是|为)*\\s*[:为是]?`
const patterns = {
  name: /\ue000\ue001*(?:医生|护士长?|老师|同志|副?主任|大夫)?/uy,
  reason: new RegExp(reason, 'uy'),
  verb: new RegExp(verbs, 'uy'),
  label: new RegExp(labels, 'uy'),
  count: new RegExp(`(?:等|共|这)?${count}(?:个人|人|名|位|个)`, 'uy'),
  gap: /[、,\s:()"“”]+|以及|还有|和|及|与|跟|[-—–/+]/uy,
  filler: /因为?|由于|分别|均|都|也|又|正|的|了|是|有|为|其中|另外|另|当天|今天|当日|人员|同志|去|在/uy,
  unknown: /[\p{Script=Han}·]/uy,
}

/** Takes who was absent and why: 张三李四夜班, 缺席：张三（夜班）李四（外出）, 除张三、李四值班外全部到会. */
export function takeAbsent(sheet: Sheet): AbsentRead {
  const read: AbsentRead = { absent: [], missing: 0, all: false }
  const but =
    /除(?:了|去)?([^。;\n除\u0001]{1,80}?)(?:以外|之外|外(?![出地派院请聘]))[,、\s]*(?:其余|其他|其它|剩下)?的?(?:人员|人|同志|同事|大家|职工|医护人员|医护)?(?:都|均|全部|全员|全体|全|已|已经)*(?:到会|到齐|参加|参会|到场|到位|到了|来了|出席|在场|到)?(?:了|学习|会议)*/u
  for (let found = but.exec(sheet.text); found; found = but.exec(sheet.text)) {
    const from = found.index + found[0].indexOf(found[1] ?? '')
    if (!takeList(sheet, from, from + (found[1] ?? '').length, true, read)) break
    sheet.drop(found.index, found.index + found[0].length)
    read.all = true
  }
  for (const { from, to } of stretches(sheet.text)) takeList(sheet, from, to, false, read)
  return read
}

/** The pieces between what was understood and the ends of sentences. */
function stretches(text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const match of text.matchAll(new RegExp(`[^${gone}。;\\n!?]+`, 'gu'))) {
    found.push({ from: match.index, to: match.index + match[0].length })
  }
  return found
}

/** Reads one stretch; takes what of it is a list of absentees. False where it is none, or can be read in two ways. */
function takeList(sheet: Sheet, from: number, to: number, labelled: boolean, read: AbsentRead): boolean {
  const tokens = tokensOf(sheet, from, to)
  const groups = groupsOf(tokens, labelled)
  if (!groups) return false
  read.absent.push(...groups.absent)
  read.missing += groups.missing
  for (const { from, to } of groups.taken) sheet.drop(from, to)
  return groups.absent.length > 0 || groups.missing > 0
}

function tokensOf(sheet: Sheet, from: number, to: number): Token[] {
  const text = sheet.text.slice(0, to)
  const tokens: Token[] = []
  const at = (pattern: RegExp, place: number): RegExpExecArray | null => {
    pattern.lastIndex = place
    return pattern.exec(text)
  }
  for (let place = from; place < to;) {
    const before = tokens.at(-1)
    const sign = text[place] ?? ''
    if (sign === labelMark || sign === leaveMark) {
      tokens.push({ kind: 'label', words: sign === leaveMark ? '请假' : '', opens: true, from: place, to: ++place })
      continue
    }
    const bracket =
      before && (before.kind === 'name' || before.kind === 'unknown') ? at(/\(([^()\ue000]{1,30})\)/uy, place) : null
    if (bracket) {
      const words = sheet.said(place + 1, place + bracket[0].length - 1).trim()
      tokens.push({ kind: 'reason', words, from: place, to: (place += bracket[0].length) })
      continue
    }
    const starts = !before || before.kind === 'gap' || before.kind === 'label'
    const kinds = ['name', ...(starts ? ['label'] : []), 'reason', 'verb', 'count', 'gap', 'filler', 'unknown'] as const
    let token: Token = { kind: 'other', from: place, to: place + 1 }
    for (const kind of kinds) {
      const match = at(patterns[kind as keyof typeof patterns], place)
      if (!match) continue
      const end = place + match[0].length
      const words = sheet.said(place, end)
      if (kind === 'count') token = { kind, number: readCount(match[1] ?? ''), from: place, to: end }
      else if (kind === 'reason')
        token = {
          kind,
          words: sheet.said(end - match[0].length + match[0].indexOf(match[1] ?? ''), end).replace(/(?:去了|了)$/u, ''),
          from: place,
          to: end,
        }
      else if (kind === 'name') {
        const bare = /^\ue000\ue001*/u.exec(match[0])?.[0].length ?? 0
        token = { kind, words: sheet.said(place, place + bare), from: place, to: end }
      } else if (kind === 'label')
        token = {
          kind,
          words: match[0].startsWith('请') ? '请假' : '',
          opens: /[:为是]$/u.test(match[0]),
          from: place,
          to: end,
        }
      else if (kind === 'gap' || kind === 'filler') token = { kind, from: place, to: end }
      else token = { kind: kind as 'verb', words, from: place, to: end }
      break
    }
    const last = tokens.at(-1)
    // 王新民 is not 王新: what stands at a name without a gap belongs to it.
    if (last && token.kind === 'unknown' && (last.kind === 'unknown' || last.kind === 'name')) {
      tokens[tokens.length - 1] = {
        kind: 'unknown',
        words: sheet.said(last.from, token.to),
        from: last.from,
        to: token.to,
      }
    } else if (last?.kind === 'unknown' && token.kind === 'name') {
      tokens[tokens.length - 1] = {
        kind: 'unknown',
        words: sheet.said(last.from, token.to),
        from: last.from,
        to: token.to,
      }
    } else tokens.push(token)
    place = token.to
  }
  return tokens
}

interface Groups {
  absent: Absentee[]
  missing: number
  taken: { from: number; to: number }[]
}

/** As long as a name can be, with a title or an ethnic one's dot. */
const isLikeName = (words: string): boolean => [...words].length >= 2 && [...words].length <= 8

function groupsOf(tokens: readonly Token[], labelled: boolean): Groups | null {
  const groups: Groups = { absent: [], missing: 0, taken: [] }
  let label: string | null = labelled ? '' : null
  let waiting: (Token & { words: string })[] = []
  let ahead: (Token & { words: string }) | null = null
  let followed = false
  let number: (Token & { number: number }) | null = null
  let counted = 0

  const settle = (why: string): void => {
    for (const token of waiting) {
      groups.absent.push({ name: token.words, reason: why || (label ?? '') })
      groups.taken.push(token)
    }
    counted = waiting.length
    waiting = []
  }
  for (const [index, token] of tokens.entries()) {
    switch (token.kind) {
      case 'name':
        waiting.push(token)
        followed = true
        break
      case 'unknown': {
        if (!isLikeName(token.words) || fillers.test(token.words)) break
        const next = tokens
          .slice(index + 1)
          .find(
            ({ kind }) =>
              kind !== 'gap' && kind !== 'filler' && kind !== 'name' && kind !== 'unknown' && kind !== 'count',
          )
        if (label !== null || ahead || next?.kind === 'reason' || next?.kind === 'verb') {
          waiting.push(token)
          followed = true
        }
        break
      }
      case 'label':
        if (ahead) settle(ahead.words)
        else if (label !== null) settle('')
        else if (waiting.length) {
          // 张三 请假: said of those before it, unless a colon says that others follow.
          const others = tokens.slice(index + 1).some(({ kind }) => kind === 'name' || kind === 'unknown')
          if (token.opens && others) return null
          settle(token.words)
          groups.taken.push(token)
          break
        }
        label = token.words
        groups.taken.push(token)
        break
      case 'count':
        if (waiting.length || (counted && tokens[index - 1]?.kind !== 'gap')) {
          if ((waiting.length || counted) !== token.number) return null
          groups.taken.push(token)
        } else number = token
        break
      case 'reason':
      case 'verb': {
        const words = token.kind === 'reason' || token.words === '请假' ? token.words : ''
        if (number && tokens[index - 1] === number) {
          groups.missing += number.number
          groups.taken.push(number, token)
          number = null
          break
        }
        if (ahead) {
          if (token.kind === 'verb') {
            groups.taken.push(token)
            break
          }
          if (!followed) return null
          settle(ahead.words)
          ahead = token
          followed = false
          break
        }
        if (waiting.length) {
          settle(words)
          groups.taken.push(token)
          break
        }
        if (token.kind === 'verb' && groups.absent.length) {
          groups.taken.push(token)
          break
        }
        const next = tokens.slice(index + 1).find(({ kind }) => kind !== 'gap' && kind !== 'filler')
        const last = groups.absent.at(-1)
        if (!last && token.kind === 'reason' && (next?.kind === 'name' || next?.kind === 'unknown')) {
          ahead = token
          followed = false
        } else if (last && next?.kind !== 'name' && next?.kind !== 'unknown') {
          if (token.kind === 'reason' && !last.reason) last.reason = words
          groups.taken.push(token)
        } else if (last) return null
        break
      }
      case 'gap':
      case 'filler':
      case 'other':
        break
    }
  }
  if (ahead) {
    if (!followed) return null
    groups.taken.push(ahead)
    settle(ahead.words)
  } else if (label !== null) settle('')
  // Names behind a group with a reason, as in 张三夜班，李四: they stand in the same list.
  else if (groups.absent.length && waiting.length) settle('')
  return groups.absent.length || groups.missing || groups.taken.length ? groups : null
}
