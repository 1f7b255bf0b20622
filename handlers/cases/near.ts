import type { ReadTx } from '../../store/transaction.ts'
import type { Person } from '../person.ts'
import { wordsIn } from './bare.ts'
import { searchCases } from './search.ts'

/** Words for the same thing, as notices and people use them. */
const alike: readonly (readonly string[])[] = [
  ['红包', '礼金', '购物卡', '礼品'],
  ['宴请', '吃请', '聚餐', '吃喝'],
  ['回扣', '提成', '好处费', '返利'],
  ['统方', '处方统计'],
  ['酒驾', '醉驾', '饮酒', '酒后驾驶'],
  ['挪用', '侵占', '贪污', '公款'],
  ['虚开', '套取', '骗保', '虚假'],
  ['受贿', '贿赂', '行贿'],
  ['医托', '招揽'],
  ['旷工', '脱岗', '离岗', '擅离职守'],
]

/** How many words are suggested, and how many tries that may take. */
const most = 3
const tries = 24

/** Words near a query that found nothing, and that do find something this person may read. */
export async function nearWords(tx: ReadTx, who: Person, query: string): Promise<string[]> {
  const found: string[] = []
  for (const word of candidates(wordsIn(query)).slice(0, tries)) {
    if (found.length === most) break
    if (found.some(longer => longer.includes(word))) continue
    if ((await searchCases(tx, who, word, { limit: 1 })).items.length) found.push(word)
  }
  return found
}

/** Each word alone, words for the same, then its pieces, the longest first. */
function candidates(words: readonly string[]): string[] {
  const apart = words.length > 1 ? words : []
  const same = alike.filter(group => group.some(one => words.some(word => word.includes(one)))).flat()
  const pieces: string[] = []
  for (const word of words.map(word => word.slice(0, 12))) {
    for (let size = word.length - 1; size >= 2; size--) {
      for (let at = 0; at + size <= word.length; at++) pieces.push(word.slice(at, at + size))
    }
  }
  return [
    ...new Set([...apart, ...same.filter(one => !words.includes(one)), ...pieces.sort((a, b) => b.length - a.length)]),
  ]
}
