import { labelMark, leaveMark } from './absent.ts'
import { count, readCount } from './numbers.ts'
import type { Sheet } from './sheet.ts'

/** The numbers a sentence gives; several different ones are all kept, to be asked about. */
export interface CountsRead {
  expected: number[]
  present: number[]
  missing: number[]
  all: boolean
}

const unit = '(?:人|名|个|位)(?!月|案|典|小时|半)'
const is = '(?:人数|人员)?\\s*(?:[:为是]|共计?|有|了|一共)*\\s*'
const came = '(?:参加|到会|参会|出席|到场|参学|来了|到了|在场|到齐|签到|实到)(?:了|学习|会议|集中学习)*'

/** Takes 应到, 实到, 缺席 numbers and 全员参加 off the sheet. */
export function takeCounts(sheet: Sheet): CountsRead {
  const read: CountsRead = { expected: [], present: [], missing: [], all: false }
  const expect = (words = ''): void => void read.expected.push(readCount(words))
  const come = (words = ''): void => void read.present.push(readCount(words))

  for (const { groups } of sheet.takeAll(
    new RegExp(
      `应到(?:人数)?\\s*[/、,和与]?\\s*实到(?:人数)?(?:分别)?(?:[:为是]|\\s)*${count}(?:${unit})?\\s*[/、,和与:\\s]\\s*${count}(?:${unit})?`,
    ),
  )) {
    expect(groups[0])
    come(groups[1])
  }
  const fraction = new RegExp(
    `(?:(?:实到|应到|到会|出席|参加|人数)${is})?(?<![\\d/])(\\d{1,4})\\s*/\\s*(\\d{1,4})(?![\\d/])(?:${unit})?`,
  )
  for (const { groups } of sheet.takeAll(fraction)) {
    const [a, b] = [Number(groups[0]?.normalize('NFKC')), Number(groups[1]?.normalize('NFKC'))]
    read.expected.push(Math.max(a, b))
    read.present.push(Math.min(a, b))
  }
  for (const { groups } of sheet.takeAll(
    new RegExp(
      `应(?:该|当)?(?:到会|到|参加|参会|参学|学|出席|来)(?:学习)?${is}${count}(?:${unit})?(?!\\d|月|日|号|点|:|年)`,
    ),
  ))
    expect(groups[0])
  for (const { groups } of sheet.takeAll(new RegExp(`${count}${unit}应(?:到|参加|学)`))) expect(groups[0])

  const whole = `(?:全体|全科|全员|科室|本科室|我科|全部)(?:人员|职工|医护人员|医护|同志|工作人员)?`
  for (const { groups } of sheet.takeAll(
    new RegExp(`${whole}(?:共|一共|计)?${count}${unit}(?:全部|全都|全员|全|都|均)(?:已)?${came}`),
  )) {
    expect(groups[0])
    come(groups[0])
    read.all = true
  }
  for (const { groups } of sheet.takeAll(
    new RegExp(`(?:${whole}|科里|在岗|在册|总人数)(?:有|共|一共|共有|总共|计|[:为是])*${count}(?:${unit})`),
  ))
    expect(groups[0])

  for (const { groups } of sheet.takeAll(new RegExp(`${count}${unit}(?:全部|全都|全员|全|都|均)(?:已)?${came}`))) {
    expect(groups[0])
    come(groups[0])
    read.all = true
  }
  const certain =
    '(?:实到|实际到会|实际到|实际参加|实际参会|实参加|实参|实有|到会|到场|出席人数|参会人数|参加人数|到会人数|(?:参加|参会|到会|出席)(?:人员|者))'
  for (const { groups } of sheet.takeAll(new RegExp(`${certain}${is}${count}(?:${unit})?(?!\\d|月|日|号|点|:|年)`)))
    come(groups[0])

  // 应到23到21: right behind what was understood, 到 is said for 实到.
  for (const { groups } of sheet.takeAll(
    new RegExp(`(?<=\\u0001[,、\\s]*)到(?:了)?${count}(?:${unit})?(?=缺|[,;。\\s\\u0001\\ue000]|$)`),
  ))
    come(groups[0])

  takeMissing(sheet, read)

  for (const { groups } of sheet.takeAll(
    new RegExp(
      `(?<![迟未没不缺报应有])(?:参加|参会|参学|出席|签到|到了|来了|到|来)(?:了|学习|会议|的)*(?:有|共)*\\s*${count}${unit}`,
    ),
  ))
    come(groups[0])
  for (const { groups } of sheet.takeAll(new RegExp(`(?:共|一共|共计|总共|有)*${count}${unit}\\s*${came}`)))
    come(groups[0])
  return read
}

const absent = '(?:缺席|缺勤|未到会?|没有到|没到|没有来|没来|未能参加|未参加|没有参加|没参加|缺)'

/** 缺席2人, 2人请假: the names that follow are of those. */
function takeMissing(sheet: Sheet, read: CountsRead): void {
  const behind = (verb: string) =>
    new RegExp(`(?:另有|另|有)?${verb}(?:人员|的|了|有|共|[:为是])*\\s*${count}${unit}[:为是]?`)
  const before = (verb: string) =>
    new RegExp(`(?<![\\ue000\\ue001、\\s])(?:另有|另|有)?${count}${unit}(?:因故)?${verb}[:为是]?`)
  for (const [verb, mark] of [
    [absent, labelMark],
    ['请假', leaveMark],
  ] as const) {
    for (const pattern of [behind(verb), before(verb)])
      for (const { groups } of sheet.takeAll(pattern, undefined, mark)) read.missing.push(readCount(groups[0] ?? ''))
  }
}

const everyone = '(?:人员|医护人员|医护|职工|工作人员|科室人员|同志|成员|员工|医务人员)?'
/** Nobody was missing, or nobody else was. */
const wholes = [
  new RegExp(
    `(?:全体|全员|全科|全部)${everyone}(?:都|均|全部|已)*(?:参加|到会|到齐|参会|出席|到场|到位|到了|来了|参学|在场|到)(?:了|学习|会议)*`,
  ),
  /(?:无人?|没有?人?|没有人)(?:缺席|请假|缺勤|迟到)(?:者|人员)?/u,
  new RegExp(
    `(?:其余|其他|其它|剩下|剩余)的?(?:人员|人|同志|同事|大家|医护人员|职工)?(?:都|均|全部|全员|全|已)*(?:参加|到会|到齐|参会|出席|到场|到位|到了|来了|在场|到)(?:了|学习|会议)*`,
  ),
  /(?:大家|都|人员|所有人|人)(?:都|均|全部|全)*(?:参加了?|到齐了?|到了|来了|到会了?|在)(?!\S*(?:夜班|值班))/u,
  /全勤|全到了?|到齐了?|一个(?:都)?(?:不|没)(?:少|落|缺)|无缺席/u,
]

/** Takes 全员参加, 无缺席, 其余都到了. */
export const takeWhole = (sheet: Sheet): boolean =>
  wholes.map(pattern => sheet.takeAll(pattern).length > 0).some(Boolean)
