import fc from 'fast-check'

const surnames =
  '王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤'
/** Also signs that mean something else in such a sentence. */
const given = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂一三四全会外到齐班学文华晓红梅建国志新春晨日月时点中休'

const name = fc
  .tuple(fc.constantFrom(...surnames), fc.array(fc.constantFrom(...given), { minLength: 1, maxLength: 2 }))
  .map(([first, rest]) => first + rest.join(''))

const reasons = ['夜班', '下夜班', '值班', '产假', '病假', '外出', '外出进修', '休年假', '手术', '出差', '请假']

/** What really happened. */
export interface Truth {
  people: string[]
  date: string
  part: string | null
  from: number | null
  to: number | null
  place: string | null
  host: string
  expected: number
  present: number
  absent: { name: string; reason: string }[]
  all: boolean
}

const digits = '〇一二三四五六七八九'
export function spoken(count: number): string {
  if (count >= 100) {
    const rest = count % 100
    return `${digits[Math.floor(count / 100)]}百${rest === 0 ? '' : rest < 10 ? `零${digits[rest]}` : rest < 20 ? `一${spoken(rest)}` : spoken(rest)}`
  }
  if (count < 10) return digits[count] ?? ''
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  return `${tens === 1 ? '' : digits[tens]}十${ones ? digits[ones] : ''}`
}
const full = (words: string): string =>
  words.replace(/[0-9]/gu, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

const days: [string, string][] = [
  ['昨天', '2026-11-11'],
  ['前天', '2026-11-10'],
  ['今天', '2026-11-12'],
  ['11月9日', '2026-11-09'],
  ['十一月九日', '2026-11-09'],
  ['11月9号', '2026-11-09'],
  ['2026年11月9日', '2026-11-09'],
  ['上周三', '2026-11-04'],
]
const times: [string, Pick<Truth, 'part' | 'from' | 'to'>][] = [
  ['下午', { part: '下午', from: null, to: null }],
  ['上午', { part: '上午', from: null, to: null }],
  ['下午3点', { part: null, from: 900, to: null }],
  ['下午三点半', { part: null, from: 930, to: null }],
  ['14:30-15:30', { part: null, from: 870, to: 930 }],
  ['下午2点到3点', { part: null, from: 840, to: 900 }],
]

/** A sentence in one of many forms, and the truth it tells. */
export const told: fc.Arbitrary<{ said: string; truth: Truth }> = fc
  .record({
    people: fc.uniqueArray(name, { minLength: 6, maxLength: 30 }),
    day: fc.constantFrom(...days),
    time: fc.constantFrom(...times),
    where: fc.option(fc.constantFrom('示教室', '五楼会议室', '医生办公室', '3号楼会议室')),
    away: fc.array(fc.constantFrom(...reasons), { maxLength: 5 }),
    number: fc.constantFrom(String, spoken, (count: number) => full(String(count))),
    unit: fc.constantFrom('人', '', '名'),
    gap: fc.constantFrom('，', ',', ' ', '', '。', '；', '\n'),
    between: fc.constantFrom('、', '，', ' ', ''),
    hostForm: fc.constantFrom('主持', '主任主持', '主持人：', '由…主持', '组织'),
    listForm: fc.constantFrom('每人', '同因', '缺席：', '（）', '请假n人', '除外', '因：'),
    order: fc.constantFrom('host first', 'numbers first', 'people first'),
    subject: fc.constantFrom('集中学习', '科会学习', '集体学习', '科室集中学习'),
  })
  .map(form => {
    const { people, day, time, where, number, unit, gap, between, hostForm, listForm, order, subject } = form
    const names = people.slice(1, 1 + form.away.length)
    const same = listForm === '同因' || listForm === '因：' || listForm === '除外'
    const absent = names.map((name, index) => ({ name, reason: (same ? form.away[0] : form.away[index]) ?? '' }))
    const head = people[0] ?? ''
    const expected = people.length
    const present = expected - absent.length
    const host = hostForm === '主任主持' ? `${head[0] ?? ''}主任` : head
    const hostWords = {
      主持: `${head}主持`,
      主任主持: `${host}主持`,
      '主持人：': `主持人：${head}`,
      '由…主持': `由${head}主持`,
      组织: `${head}组织大家学习`,
    }[hostForm]
    const each = absent.map(({ name, reason }) => `${name}${between === ' ' ? ' ' : ''}${reason}`).join(between)
    const list = absent.map(({ name }) => name).join(between)
    const bracketed = absent.map(({ name, reason }) => `${name}（${reason}）`).join(between)
    const one = absent[0]?.reason ?? ''
    const peopleWords = !absent.length
      ? '全员参加'
      : {
          每人: each,
          同因: `${list}${one}`,
          '缺席：': `缺席：${bracketed}`,
          '（）': bracketed,
          请假n人: `请假${number(absent.length)}人（${each}）`,
          除外: `除${list}${one}外全部到会`,
          '因：': `${one}：${list}`,
        }[listForm]
    const numbers = `应到${number(expected)}${unit}${gap === '' ? '' : gap}实到${number(present)}${unit}`
    const begin = `${day[0]}${time[0]}${where ? `在${where}` : ''}${subject}`
    const rest = {
      'host first': [hostWords, numbers, peopleWords],
      'numbers first': [numbers, peopleWords, hostWords],
      'people first': [peopleWords, hostWords, numbers],
    }[order]
    return {
      said: [begin, ...rest].join(gap),
      truth: {
        people,
        date: day[1],
        ...time[1],
        place: where,
        host,
        expected,
        present,
        absent,
        all: !absent.length || listForm === '除外',
      },
    }
  })
