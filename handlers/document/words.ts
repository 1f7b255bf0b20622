/** What an official document calls itself, at the end of its title. */
const kinds =
  '通知|通报|公告|通告|方案|意见|办法|规定|决定|报告|请示|批复|纪要|倡议书|承诺书|公开信|须知|计划|要点|公报|细则|预案|制度|规划|安排|材料|提示|提醒|函'
const bracket = '(?:[（(〔【][^）)〕】]{1,24}[）)〕】]){0,2}'
const endsWithKind = new RegExp(`(?:${kinds})${bracket}$`)
const planEnd = new RegExp(`(?:方案|计划|规划|行动安排|工作安排|实施意见|工作意见)${bracket}$`)
const tableEnd = new RegExp(`(?:表|台账|台帐|清单|名册|登记簿|登记本)${bracket}$`)

const short = (text: string): string => (text.length > 200 ? text.slice(-200) : text)

/** Whether a title ends with the word for a kind of document, whatever stands in brackets after it. */
export const namesKind = (title: string): boolean => endsWithKind.test(short(title))
export const namesPlan = (title: string): boolean => planEnd.test(short(title))
export const namesTable = (title: string): boolean => tableEnd.test(short(title))
/** A title of the kind by which something is told to those below or around. */
export const namesNotice = (title: string): boolean =>
  new RegExp(`(?:通知|通报|公告|通告|提示|提醒|倡议书|公开信|意见|决定|函)${bracket}$`).test(short(title))

/** How the name of an office ends. */
export const officeEnd =
  '办公室|委员会|党委|纪委|支部|机关|政府|公司|中心|小组|专班|集团|总局|[办室局委院科部会组处厅站所股馆校署]'
const office = new RegExp(`^[^，。；：！？“”,;:!?\\d]{1,40}(?:${officeEnd})$`)
const stamp = /[（(](?:公?章|盖章|印章?|签章|代章)[）)]$/

/** Whether a whole line is the name of an office, as under a document: `医院行风办`, `纪委办、监察室`, `某局（盖章）`. */
export function isOffice(line: string): boolean {
  const text = line.replace(stamp, '').trim()
  return (
    text.length <= 60 &&
    !/^(?:各|全体|全院|附件|附|[一二三四五六七八九十]{1,3}、|[（(])/.test(text) &&
    office.test(text)
  )
}

/** The name without a bracket for the stamp. */
export const withoutStamp = (line: string): string => line.replace(stamp, '').trim()

const marker =
  /^(?:([一二三四五六七八九十]{1,3})[、.．]|[（(]([一二三四五六七八九十]{1,3})[）)]|(\d{1,2})(?:[、．]|\.(?!\d)|\.(?=(?:19|20)\d{2}年))|[（(](\d{1,2})[）)]|([①-⑳]))/

export interface Marker {
  /** As printed: `一、`, `（一）`, `1.`, `（1）`, `①`. */
  sign: string
  level: 1 | 2 | 3 | 4
}

/** The number a heading or an item begins with. */
export function markerOf(text: string): Marker | null {
  const match = marker.exec(text)
  if (!match) return null
  const level = match[1] ? 1 : match[2] ? 2 : match[3] ? 3 : 4
  return { sign: match[0], level }
}
