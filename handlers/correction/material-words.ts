/** What can be done with the materials of a notice that is corrected. */
export type MaterialChange =
  { kind: 'add'; text: string } | { kind: 'remove'; number: number } | { kind: 'replace'; number: number; text: string }

const number = '(?:第)?(\\d{1,2}|[一二三四五六七八九十])?(?:份|个)?'
const name = '(?:案例材料|学习材料|附件|案例|材料)'
const gone = '(?:删除|删去|删掉|去掉|取消|不要了?|不用了?)'
const removes = [
  new RegExp(`^(?:把|将)?${gone}(?:第(\\d{1,2}|[一二三四五六七八九十])(?:份|个))?${name}\\s{0,3}${number}$`, 'u'),
  new RegExp(`^(?:把|将)?${name}\\s{0,3}${number}()\\s{0,3}${gone}$`, 'u'),
]
const adds = new RegExp(`^(?:增加|添加|加上?|补充)(?:一份|一个)?${name}[\\s:：，,]+(.+)$`, 'su')
const replaces = new RegExp(`^(?:替换|更换|换掉?)${name}\\s{0,3}${number}[\\s:：，,]+(.+)$`, 'su')

const count = (words: string | undefined): number =>
  words === undefined ? 1 : Number(words) || '一二三四五六七八九十'.indexOf(words) + 1

/** Reads `删除材料2`, `增加材料` with its text, `替换材料1` with its text; null where the words say something else. */
export function readMaterialChange(words: string): MaterialChange | null {
  const said = words.trim()
  for (const pattern of removes) {
    const match = pattern.exec(said.normalize('NFKC'))
    if (match) return { kind: 'remove', number: count(match[1] || match[2] || undefined) }
  }
  const more = adds.exec(said)?.[1]
  if (more) return { kind: 'add', text: more }
  const [, which, text] = replaces.exec(said) ?? []
  return text ? { kind: 'replace', number: count(which), text } : null
}
