/** The ends of what can be asked to do something in a plan. */
const unitEnd =
  '机构|单位|科室|部门|医院|卫生院|支部|党委|党组|党组织|机关|委员会|监委|纪委|公司|中心|专班|工作组|领导小组|小组|股室|人员|干部|职工|主任|护士长|负责人|纪检监察组|办公室|[监诊生究治]所|(?<![查好到何惩])处|(?<![督查承主举])办|(?<!全)部|(?<![布格结大])局|[委科室股院组]'
const bracket = '(?:[（(][^（()）]{1,12}[）)])?'
const notUnit = '(?!应|于|并|将|在|对|向|按|要|经|由|需|从|把|以|为|根据|依据|每|不|被|所|做|使)'
const levels = '(?:[省市县区](?:[（(][县区市][）)])?、){0,2}'
const name = '[^，。；：、（()）“”\s0-9]'
const unit = `${notUnit}${levels}${name}{0,22}?(?:[（(]${name}{1,6}[）)]${name}{0,16}?)?(?:${unitEnd})${bracket}`
/** What a sentence goes on with after the one who is asked. */
const verb =
  '(?:要|应|须|需|将|于|在|负责|必须|务必|每|从|分别|统一|积极|认真|对照|围绕|组织|开展|完成|牵头|适时|定期|按照|召开|报送|特别是|联合|通过|结合|主动|及时|立即|应当|按|逐|全面|严格|做好|制定|建立|加强|落实|深入)'
const subject = new RegExp(`^(?:其中|同时|此外|并且|由)?[，、]?((?:${unit})(?:[、和及或与](?:${unit}))*?)(?=${verb})`)

/** Who a clause asks: `各医疗机构`, `局党建办、体改股`. Empty where the clause names nobody at its beginning. */
export function subjectOf(clause: string): string[] {
  const text = clause.trim().slice(0, 120)
  const found = subject.exec(text)?.[1]
  return found ? unitsIn(found) : []
}

/** Parts a list of units. */
function unitsIn(text: string): string[] {
  return text
    .split(/(?<!(?:^|[、和及或与])[省市县区](?:[（(][县区市][）)])?)[、和及或与]|以及/)
    .map(part => part.trim())
    .filter(part => part.length >= 2 && part.length <= 40)
}

const responsible =
  /[（(]?(?:责任|牵头|承办|落实|配合)(?:单位|部门|科室|处室|股室|人)[：:]\s{0,2}([^）)。\n]{2,200})[）)]?/g

/** The units behind `责任单位：A牵头，B、C配合`, the leading first. Empty where a paragraph names none. */
export function responsibleIn(paragraph: string): string[] {
  const units = [...paragraph.matchAll(responsible)].flatMap(match =>
    (match[1] ?? '')
      .split(/[，；、,;]|[和及](?=各|县|市|局|医)/)
      .map(part =>
        part
          .replace(/^(?:由|牵头单位|配合单位|责任单位)[：:]?|(?:牵头|配合|负责|按职责分工负责|参与|等)+$/g, '')
          .trim(),
      ),
  )
  return [...new Set(units.filter(part => part.length >= 2 && part.length <= 40))]
}
