import { count } from './numbers.ts'
import type { Sheet } from './sheet.ts'

const numbers = `(?:应到|应参加|应参会|实到|实际到会|实际参加|到会)(?:人数)?\\s*[:为是]?\\s*${count}`
/** Where points end although no full stop says so. */
const stop = new RegExp(
  `${numbers}|(?<=[,。;\\n\\s])(?:缺席|请假|未到|未参加|主持人?|地点|时间|应到|实到)(?:人员|名单)?\\s*[:(]|(?<=[,。;\\n\\s])(?:缺席|请假)${count}[人名]|(?<=[,。;\\n])除[^,。;\\n]{1,40}外|(?<=[,。;\\n\\s])(?:全员|全体|全部)(?:人员|职工)?(?:参加|到会|到齐)`,
  'u',
)

const label =
  /(?:会上)?(?:讨论|发言|学习|主要|会议)?(?:要点|内容|心得|体会)[:]|(?:会上)?(?:讨论|发言|会议要求|会议强调|交流|大家认为|小结)(?:情况)?[:]/u
const verbs = '学习|讨论|传达|通报|观看|重温|强调|交流|剖析|宣读|解读|剖析|反思|对照|围绕|结合|分享|谈'
/** A clause that tells what was done there. */
const clause = new RegExp(
  `(?<=^|[,。;\\n\\s\\u0001])(?:会上|会中|会议上?|大家|与会人员|同志们|全科|还|并|重点|主要|共同|一起|通过学习)*(?:(?:${verbs})了|围绕|结合|大家(?:认为|表示|一致)|会上|会议(?:要求|强调|指出)|要求大家|与会)`,
  'u',
)
/** The same in the middle of a sentence without punctuation. */
const within = new RegExp(
  `会上(?:还|主要|重点|一起|共同)?(?:${verbs})|(?:讨论|传达|通报|观看|重温|剖析|宣读|解读)了`,
  'u',
)

/** Takes 讨论：…… and clauses like 会上学习了…… off the sheet, as typed. */
export function takePoints(sheet: Sheet): string[] {
  const points: string[] = []
  for (let found = label.exec(sheet.text); found; found = label.exec(sheet.text)) {
    const from = found.index + found[0].length
    const to = endOf(sheet.text, from, /\u0001/u)
    // `学习内容` says what was studied, the others need no word of their own.
    points.push(sheet.said(from, to))
    sheet.drop(found.index, to)
  }
  for (const pattern of [clause, within]) {
    for (let found = pattern.exec(sheet.text); found; found = pattern.exec(sheet.text)) {
      const to = endOf(sheet.text, found.index + found[0].length, /[,。;\n\u0001]/u)
      points.push(sheet.said(found.index, to).replace(/^会上/u, ''))
      sheet.drop(found.index, to)
    }
  }
  // 会上学习了 by itself says nothing of what was discussed.
  return points
    .map(tidy)
    .filter(words => words && !/^(?:大家|还|一起|共同)*(?:集中)?(?:学习|讨论|交流|传达)了?$/u.test(words))
}

/** 两个案例, 上级文件精神: what was studied, where everything around it has been understood. */
export const takeStudied = (sheet: Sheet): string[] =>
  sheet
    .takeAll(/[\p{Script=Han}\d“”"]{0,40}?(?:案例|材料|通报|文件|精神|讲话|规定|准则|条例)[\p{Script=Han}\d]{0,10}/u)
    .map(({ all }) => tidy(all))

function endOf(text: string, from: number, always: RegExp): number {
  const rest = text.slice(from)
  const ends = [always, stop].flatMap(pattern => {
    const at = rest.search(pattern)
    return at < 0 ? [] : [at]
  })
  return from + Math.min(rest.length, ...ends)
}

const tidy = (words: string): string => words.trim().replace(/^[,，、;；:：。\s]+|[,，、;；。\s]+$/gu, '')
