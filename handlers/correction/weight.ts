import { withoutPictures } from '../document/picture-marks.ts'
import { picturesIn } from '../study/pictures.ts'

/** Full-width signs and digits as half-width: `２０日` says what `20日` says. */
const half = (text: string): string =>
  text.replace(/[！-～]/gu, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')

/** What may not change unnoticed: the words of each kind, in order, must be the same before and after. */
const watched: readonly (readonly [why: string, pattern: RegExp])[] = [
  [
    '数字或日期',
    /\d+(?:[.,:/-]\d+)*\s{0,2}[%‰元角分天日号周月年时人次件份条章款项倍度]?|[〇零一二两三四五六七八九十百千万亿]+/gu,
  ],
  ['不、未、须、可等要求', /[不未无非没勿莫别禁免否须应必可仅只均全除前后上下内外]/gu],
  [
    '处理、处分等用语',
    /警告|记过|开除|撤职|撤销|降级|处分|处罚|罚款|立案|留置|诫勉|批评|通报|移送|司法|免职|停职|党籍|党纪|政务|举报|受贿|行贿|回扣|红包|违纪|违法|违规|犯罪/gu,
  ],
  [
    '单位或部门名称',
    /[\p{Script=Han}A-Za-z0-9]{0,3}(?:局(?!面)|院|委(?!托)|办(?![理法好])|科(?!学)|室|处(?![分理置罚于在])|部(?!分)|厅|署|司|所(?![有以在])|站|队|中心|公司|协会|学会)/gu,
  ],
]

/** In one place, and in all, in characters: more is no slip of the pen. */
const most = { place: 6, all: 16 }

/**
 * Why this is a change of substance, the first reason; null where it is one of the wording. Doubt counts as substance:
 * the office decides, and sees the reason.
 */
export function substanceOf(
  before: string,
  after: string,
  changes: readonly { before: string; after: string }[],
): string | null {
  if (picturesIn(before).join() !== picturesIn(after).join()) return '图片有变化'
  const [old, now] = [half(withoutPictures(before)), half(withoutPictures(after))]
  for (const [why, pattern] of watched) {
    if (wordsOf(old, pattern) !== wordsOf(now, pattern)) return `涉及${why}`
  }
  const sizes = changes.map(change => Math.max(lengthOf(change.before), lengthOf(change.after)))
  if (changes.some(change => isSentence(change.before) !== isSentence(change.after))) return '增删了句子'
  if (Math.max(0, ...sizes) > most.place) return `一处改动超过 ${most.place} 个字`
  return sizes.reduce((sum, size) => sum + size, 0) > most.all ? `改动共超过 ${most.all} 个字` : null
}

const wordsOf = (text: string, pattern: RegExp): string =>
  (text.match(pattern) ?? []).map(word => word.replace(/\s+/gu, '')).join(' ')

/** Blanks, line ends and punctuation do not count. */
const lengthOf = (text: string): number => [...text.replace(/[\s\p{P}]/gu, '')].length

const isSentence = (text: string): boolean => lengthOf(text) > 3 && /[。！？；]/u.test(text)
