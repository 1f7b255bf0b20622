import { distance } from '../near.ts'
import type { Check } from './check.ts'

/** Laws and rules that plans of hospitals and of their superiors name. Names only; no version is judged. */
const laws = [
  '中国共产党章程',
  '中国共产党纪律处分条例',
  '中国共产党问责条例',
  '中国共产党廉洁自律准则',
  '中国共产党党内监督条例',
  '中国共产党巡视工作条例',
  '中国共产党重大事项请示报告条例',
  '关于新形势下党内政治生活的若干准则',
  '中华人民共和国监察法',
  '中华人民共和国监察法实施条例',
  '中华人民共和国公职人员政务处分法',
  '中华人民共和国执业医师法',
  '中华人民共和国医师法',
  '中华人民共和国药品管理法',
  '中华人民共和国基本医疗卫生与健康促进法',
  '中华人民共和国反不正当竞争法',
  '中华人民共和国招标投标法',
  '中华人民共和国政府采购法',
  '中华人民共和国社会保险法',
  '中华人民共和国刑法',
  '医疗机构管理条例',
  '医疗保障基金使用监督管理条例',
  '医疗机构工作人员廉洁从业九项准则',
  '医疗机构从业人员行为规范',
  '医疗质量管理办法',
  '处方管理办法',
  '护士条例',
]

/** A name in 《》 that is one or two characters away from one that exists. */
export const lawDefects: Check = ({ text }) => {
  const names = new Set([...text.matchAll(/《([^《》\n]{4,40})》/g)].map(match => (match[1] ?? '').replace(/\s/g, '')))
  return [...names].slice(0, 400).flatMap(name => {
    if (laws.includes(name)) return []
    const limit = name.length >= 8 ? 2 : 1
    const near = laws.find(law => distance(name, law, limit) <= limit)
    return near ? `《${name}》是否应为《${near}》？` : []
  })
}

/** Slips that recognition and typing make in this field: what is printed, what may be meant, and what rules it out. */
const slips: readonly { printed: RegExp; meant: string }[] = [
  { printed: /[账帐]务[科处室]/g, meant: '财务' },
  { printed: /二次机构/g, meant: '二级机构' },
  { printed: /质空[科办]/g, meant: '质控' },
  { printed: /中国人民共和国/g, meant: '中华人民共和国' },
  { printed: /医保基今/g, meant: '医保基金' },
  { printed: /行风办工室/g, meant: '行风办公室' },
  { printed: /(?:顽障|顽漳)痼疾/g, meant: '顽瘴痼疾' },
  { printed: /廉结(?=从业|自律|购销|行医)/g, meant: '廉洁' },
]

export const wordDefects: Check = ({ text }) => {
  const tight = text.replace(/[ \t\u3000]/g, '')
  const inNames = lawNames(tight)
  return slips.flatMap(({ printed, meant }) =>
    [...new Set(tight.match(printed) ?? [])]
      .filter(found => !inNames.has(found))
      .map(found => `“${found}”是否应为“${found.length > meant.length ? meant + found.slice(meant.length) : meant}”？`),
  )
}

/** What the check of laws asks about already. */
const lawNames = (text: string): Set<string> =>
  new Set(/《中国人民共和国[^》]{1,30}》/.test(text) ? ['中国人民共和国'] : [])
