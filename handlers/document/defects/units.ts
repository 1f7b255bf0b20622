import type { Check } from './check.ts'

const unit =
  /(?<![\u4e00-\u9fff])(?:县|市|区|局|院|我局|我院)?([\u4e00-\u9fff]{2,14}?(?:股|科|处|室))(?=[，、；。）)牵配负于将要应邮\d：:]|和|及)/g
/** Words that no office's name has: the pattern took more than the name. */
const noName = /各|相关|有关|责任|本|单位|报|[至由向对的到在是]|联合|牵头|负责|会同|配合/
const suffixes = /[股科处室]$/

/** One office under a short and a long name, both asked for something: 医务股 beside 医务规划和质控股. */
export const aliasDefects: Check = ({ plan: { lines, duties } }) => {
  const text = lines
    .map(line => line.text)
    .join('\n')
    .slice(0, 60_000)
  const named = [...text.matchAll(unit)].map(match => match[1] ?? '')
  const reached = [...text.matchAll(/[至到向交送给]局?([\u4e00-\u9fff]{2,14}?[股科处室])(?=邮箱|。|，|；|报)/g)].map(
    match => match[1] ?? '',
  )
  const names = [
    ...new Set([
      ...named,
      ...reached,
      ...duties.flatMap(duty => duty.who.map(who => who.replace(/^[县市区局院]/, ''))),
    ]),
  ]
    .filter(name => suffixes.test(name) && !noName.test(name))
    .slice(0, 80)
  return names.flatMap(long => {
    const short = names.filter(name => name !== long && isShortFor(name, long))
    return short.length ? `“${short.join('”“')}”与“${long}”是否为同一科室？` : []
  })
}

function isShortFor(short: string, long: string): boolean {
  const stem = short.slice(0, -1)
  return (
    stem.length >= 2 &&
    short.at(-1) === long.at(-1) &&
    long.length > short.length + 1 &&
    long.slice(0, -1).includes(stem)
  )
}
