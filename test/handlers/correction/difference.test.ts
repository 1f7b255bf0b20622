import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changesIn, type Content } from '../../../handlers/correction/changes.ts'
import { differenceOf, mergeOf } from '../../../handlers/correction/difference.ts'
import { readNotice } from '../../../handlers/document/notice.ts'
import { novemberNotice } from '../../notices.ts'

const now = Date.parse('2026-11-12T09:07:00+08:00')
const pieces = [
  '不',
  '未',
  '禁止',
  '11月20日',
  '２０',
  '三',
  '，',
  '。',
  '\n',
  '内科',
  '学习',
  '完成',
  'A',
  ' ',
  '㛃',
  '𠮷',
  '”',
  '；',
]
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => parts.join(''))
const contentOf = (text: string, due = '2026-11-30'): Content => {
  const { title, body, attachments } = readNotice(text, '2026-11-12')
  return { title: title ?? '', text: body, materials: attachments, due }
}
const changes = (before: string, after: string, due?: string) =>
  changesIn(contentOf(before), contentOf(after, due), now)

describe('the difference of two texts', () => {
  it('gives both texts back, character by character', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = differenceOf(before, after)
        expect(found.map(piece => piece.before).join('')).toBe(before)
        expect(found.map(piece => piece.after).join('')).toBe(after)
        expect(found.every(({ same, before, after }) => !same || before === after)).toBe(true)
      }),
    )
  })

  it('is nothing where nothing changed', () => {
    fc.assert(fc.property(text, some => differenceOf(some, some).every(({ same }) => same)))
  })

  it('names the phrase and the paragraph as one counts them on the page', () => {
    const typo = changes(novemberNotice, novemberNotice.replace('离岗聚餐，造成', '离岗聚会，造成'))
    expect(typo.lines).toEqual(['材料1第1段：“人员离岗聚餐” → “人员离岗聚会”'])
    const more = changes(novemberNotice, novemberNotice.replace('堵塞漏洞。', '堵塞漏洞。学习后请自查。'))
    expect(more.lines).toEqual(['第1段：增加“学习后请自查。”'])
    const less = changes(novemberNotice, novemberNotice.replace('责令该局作出书面检查。', ''))
    expect(less.lines).toEqual(['材料1第5段：删去“责令该局作出书面检查。”'])
  })

  it('says three and counts the rest', () => {
    let after = novemberNotice
    for (const [of, by] of [
      ['警示', '示警'],
      ['敬畏', '畏敬'],
      ['岗位', '职位'],
      ['组织', '安排'],
      ['不良', '不好'],
    ] as const) {
      after = after.replace(of, by)
    }
    const { lines, all } = changes(novemberNotice, after)
    expect(all).toHaveLength(5)
    expect(lines).toHaveLength(3)
    expect(lines[2]).toMatch(/；另有 2 处$/)
  })

  it('names materials that came, went or changed', () => {
    const without = novemberNotice.slice(0, novemberNotice.indexOf(' 附件2'))
    expect(changes(novemberNotice, without)).toMatchObject({
      lines: ['删去材料2《深度观察|斩断医托链条》'],
      kind: 'substance',
      why: '增删了材料',
    })
    expect(changes(without, novemberNotice).lines).toEqual(['增加材料2《深度观察|斩断医托链条》'])
  })
})

describe('what a correction is proposed as', () => {
  const kindOf = (of: string, by: string) => changes(novemberNotice, novemberNotice.replace(of, by))

  it('is wording for a slip of the pen', () => {
    for (const [of, by] of [
      ['存戒惧', '存戒具'],
      ['敬畏、', '敬畏，'],
      ['危害', '为害'],
      ['做到以案为鉴', '做道以案为鉴'],
      ['各科室、各部门：', '各科室、各部门:'],
    ] as const) {
      expect(kindOf(of, by), of).toMatchObject({ kind: 'wording', why: null })
    }
  })

  it('is substance, with the reason, for what changes the meaning', () => {
    const reasons: [of: string, by: string, why: RegExp][] = [
      ['五名值班', '六名值班', /数字或日期/],
      ['作为11月党风', '作为12月党风', /数字或日期/],
      ['不良影响', '良好影响', /不、未/],
      ['甲县某局五名', '甲市某局五名', /单位或部门/],
      ['警告处分', '记过处分', /处分等用语/],
      ['堵塞漏洞。', '堵塞漏洞。请大家自己对照检查。', /增删了句子/],
      ['引导全院职工知敬畏、存戒惧、守底线', '引导全院职工珍惜岗位、热爱本行、服务群众', /超过|单位|要求/],
    ]
    for (const [of, by, why] of reasons) {
      const found = kindOf(of, by)
      expect(found.kind, of).toBe('substance')
      expect(found.why, of).toMatch(why)
    }
  })

  it('is the due date alone, also where the text prints it', () => {
    expect(changes(novemberNotice, novemberNotice, '2026-12-05')).toMatchObject({
      kind: 'due',
      lines: ['完成期限：11月30日 → 12月5日'],
    })
    const printed = novemberNotice.replace('堵塞漏洞。', '堵塞漏洞。请于11月30日前完成学习。')
    expect(changes(printed, printed.replace('11月30日', '12月5日'), '2026-12-05').kind).toBe('due')
    expect(changes(printed, printed.replace('11月30日', '12月5日').replace('五名', '六名'), '2026-12-05').kind).toBe(
      'substance',
    )
  })

  it('is never wording where a digit, a date or 不, 未, 禁止 came, went or changed', () => {
    const words = ['不', '未', '禁止', '7', '12月3日', '三十']
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.nat(), fc.boolean(), fc.nat(), (word, place, removes, junk) => {
        const at = place % novemberNotice.length
        const longer = novemberNotice.slice(0, at) + word + novemberNotice.slice(at)
        const slip = junk % 2 ? longer.replace('戒惧', '戒具') : longer
        const { kind } = removes ? changes(slip, novemberNotice) : changes(novemberNotice, slip)
        expect(kind).toBe('substance')
      }),
    )
  })
})

describe('two corrections of one text', () => {
  const base = '请各科室于月底前学习。\n学习后填写记录。\n联系人：办公室。'
  it('are put together where they touch different places', () => {
    const mine = base.replace('月底', '下旬')
    const theirs = base.replace('填写记录', '填写学习记录表').replace('联系人', '有事请找')
    expect(mergeOf(base, mine, theirs)).toBe(theirs.replace('月底', '下旬'))
  })
  it('are not where they touch the same', () => {
    expect(mergeOf(base, base.replace('月底', '下旬'), base.replace('月底', '中旬'))).toBe(null)
  })
  it('give the other one’s text where one changed nothing', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(mergeOf(one, one, other)).toBe(other)
        expect(mergeOf(one, other, one)).toBe(other)
      }),
    )
  })
})
