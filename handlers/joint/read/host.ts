import { departmentMark, gone, nameMark, type Sheet } from './sheet.ts'

const title =
  '(?:科?副?主任(?:医师|委员)?|(?:科|总|副|大)*护士长|(?:支部|党支部|总支)?副?书记|副?院长|副?科长|(?:党小组|护理|医疗)?组长|支委|教学秘书|副?所长|副?处长|副?部长|负责人|医生|老师|总|主管)'
const compound = '欧阳|司马|上官|诸葛|夏侯|皇甫|令狐|慕容|尉迟|长孙|司徒|东方|端木'
const leads = '(?:主持|主讲|领学|牵头|带领|带队|组织|带着?(?:大家|我们|全科)?(?=学))'

/** Takes who led the session: every way it is said, as said. */
export function takeHost(sheet: Sheet, people: readonly string[]): string[] {
  // In 科会护士长主持 the 会 is no surname: one that nobody here has must stand first.
  const known = [...new Set(people.map(name => [...name][0] ?? ''))].filter(sign => /\p{Script=Han}/u.test(sign))
  const surname = `(?:${[compound, ...known].join('|')}|(?<![\\p{Script=Han}])[\\p{Script=Han}]|(?<=由)[\\p{Script=Han}])`
  const someone = `(?:(?:${title})?${nameMark}(?:${title})?|${surname}?${title}|我(?:自己|本人)?|本人)`
  const hosts: string[] = []
  const keep = (words: string | undefined): void => {
    if (words) hosts.push(words.trim())
  }
  const forms = [
    `(?:主持|主讲|领学|牵头)(?:人员?|者)(?:[:是为]|\\s)*(${someone})`,
    `主持[:是为]\\s*(${someone})`,
    `(?:由|请)?(?:科室|本科|我科|${departmentMark})?的?(${someone})(?:来|负责|亲自|[${gone} ])*${leads}(?!人)(?:召开|学习|会议|科会|了|的)*`,
    `主持\\s*(${someone})`,
  ]
  for (const form of forms) for (const { groups } of sheet.takeAll(new RegExp(form, 'u'))) keep(groups[0])
  // Somebody of whom nothing is known: still who is said to have led it.
  for (const { groups } of sheet.takeAll(
    /(?:由|请)?([\p{Script=Han}\ue000\ue001]{2,5})(?:来|负责)?主持(?!人)(?:学习|会议|了|的)*/u,
  ))
    keep(groups[0])
  for (const { groups } of sheet.takeAll(/主持人?(?:[:是为]|\s)+([\p{Script=Han}\ue000\ue001·]{2,6})/u)) keep(groups[0])
  return [...new Set(hosts)]
}

const real =
  '示教室|会议室|医生办公室|护士办公室|医护办公室|办公室|医生办|护士办|护办室|医办室|护办|教室|值班室|休息室|接待室|谈话室|阅览室|活动室|党员之家|多功能厅|报告厅|学术厅|大厅|会议厅|护士站|礼堂|食堂|会场|病区|病房|病室|诊室|门诊|大楼|楼'
const room = `(?:${real}|腾讯会议|企业微信|视频会议|线上|科里|科室|科内|本科)`
const spot = '[\\p{Script=Han}\\dA-Za-z#\\ue010\\ue011-]'

/** A place holds no words of time: 在今天下午示教室 is read once the time is gone. */
const timeless = (words: string): boolean => !/[天午点日月时分周]|星期|集中|学习|主持/u.test(words)

/** Takes a place that is said to be one: 在五楼会议室, 地点：示教室. */
export function takePlace(sheet: Sheet): string[] {
  const places = [
    ...sheet.takeAll(/(?:学习|会议)?地点(?:[:为是在]|\s)*([^,。;:、\n\u0001\s]{1,20})/u).map(({ groups }) => groups[0]),
    ...sheet
      .takeAll(new RegExp(`(?:在|于|到)(${spot}{0,14}?${room}(?:${spot}{0,6}(?:${real}))?)`, 'u'), ({ groups }) =>
        timeless(groups[0] ?? ''),
      )
      .map(({ groups }) => groups[0]),
  ]
  // A department by itself is a place where the sentence says 在.
  const within = new RegExp(
    `(?:在|于)(${departmentMark})(?=集中|集体|组织|开展|进行|召开|学习|[,。;\\s\\u0001]|$)`,
    'u',
  )
  places.push(...sheet.takeAll(within).map(({ groups }) => groups[0]))
  return places.flatMap(words => words?.trim() ?? [])
}

const barely =
  '(?:示教室|会议室|医生办公室|护士办公室|医护办公室|办公室|学习室|多功能厅|报告厅|学术厅|会议厅|护士站|医生办|护士办|大厅|礼堂|党员之家|活动室|值班室)'

/** Takes a room that only stands there: 昨天下午示教室集中学习. */
export const takeRoom = (sheet: Sheet): string[] =>
  sheet
    .takeAll(
      new RegExp(
        `((?:[\\dA-Za-z一二三四五六七八九十]{1,3}号?楼|[东南西北中新老]{1,2}楼|${departmentMark})?的?(?:第?[\\d一二三四五六七八九十]{1,3})?(?:小|大)?${barely})`,
        'u',
      ),
    )
    .map(({ all }) => all.trim())
