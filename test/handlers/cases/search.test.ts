import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bare, placeOf, wordsIn } from '../../../handlers/cases/bare.ts'
import { type Item, itemsOf } from '../../../handlers/cases/library.ts'
import { nearWords } from '../../../handlers/cases/near.ts'
import { searchCases } from '../../../handlers/cases/search.ts'
import { marked, snippetOf, wordsOf } from '../../../handlers/cases/snippet.ts'
import { personOf } from '../../../handlers/roles.ts'
import { hashOf, type NoticeRow } from '../../../handlers/study/notice.ts'
import { type Bench, openBench } from '../../desk.ts'

const body = [
  '甲县某医院三名医生在诊疗中收受患者“红',
  '包”共计６０００元，用于购买 ＣＴ 胶片。',
  '经查，情况属实；信息科㛃䶮某于2023年统\u3000方三次，',
  '造成不良影响！factory 与 ㎡ 不在其列。',
].join('\n')

describe('looking for words in a text', () => {
  const found = (query: string, text = body) => {
    const said = bare(text)
    const words = wordsIn(query)
    return words.length > 0 && words.every(word => placeOf(word, said) >= 0)
  }
  it.each([
    ['红包', 'across a line end and a quotation mark'],
    ['者红', 'a piece of two words'],
    ['红', 'one character'],
    ['紅包', 'traditional characters'],
    ['醫生 患者', 'two words, one of them traditional'],
    ['患者，红包', 'words parted by punctuation'],
    ['《红包》', 'a word in brackets'],
    ['统方', 'across a wide blank'],
    ['6000元', 'half-width for full-width digits'],
    ['ｃｔ', 'full-width and small for capitals'],
    ['CT', 'a whole run of letters'],
    ['2023', 'a whole number beside characters'],
    ['䶮', 'a rare character'],
    ['情况属实信息科', 'across the end of a sentence'],
    ['m2', 'what a compatibility character stands for'],
    ['factory', 'an English word'],
  ])('finds %s: %s', query => expect(found(query)).toBe(true))

  it.each([
    ['红利', 'what is not there'],
    ['患者 院长', 'two words of which one is not there'],
    ['act', 'letters within a word'],
    ['600', 'digits within a number'],
    ['023', 'the end of a number'],
    ['，。', 'nothing but punctuation'],
    ['🙂', 'no letter at all'],
  ])('does not find %s: %s', query => expect(found(query)).toBe(false))
})

describe('what is shown of a text', () => {
  const row = { id: '202611-x', unit: '1', by: 'x', at: 0, title: '三名医生收受红包', text: body, hash: '' }
  const [item] = itemsOf({ kind: 'case', row: { ...row, state: 'kept', withdrawn: null } }) as [Item]
  const shown = (query: string) => snippetOf(item, wordsIn(query))

  it('is the sentence around the hit, which is told apart', () => {
    expect(shown('情况属实')).toEqual([
      { text: '经查，', hit: false },
      { text: '情况属实', hit: true },
      { text: '；信息科㛃䶮某于2023年统 方三次，', hit: false },
    ])
    expect(shown('統方').find(part => part.hit)?.text).toBe('统方')
  })
  it('is short, also within a sentence without an end', () => {
    const long = { ...row, text: `${'很长的话，'.repeat(400)}红包${'，没有句号'.repeat(400)}` }
    const [item] = itemsOf({ kind: 'case', row: { ...long, state: 'kept', withdrawn: null } }) as [Item]
    const parts = snippetOf(item, ['红包'])
    expect(wordsOf(parts).length).toBeLessThan(70)
    expect(parts.some(part => part.hit && part.text === '红包')).toBe(true)
  })
  it('loses and invents no character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.array(fc.nat(70), { maxLength: 3 }),
        (text, starts) => {
          const said = bare(text)
          const words = starts.map(at => said.slice(at, at + 2).trim()).filter(Boolean)
          const parts = marked(text, words)
          const squeezed = (words: string) => words.replace(/[\s…]/gu, '')
          expect(squeezed(parts.map(part => part.text).join(''))).toBe(squeezed(text))
        },
      ),
    )
  })
})

describe('the library', () => {
  let bench: Bench
  const sentences = [
    '三名医生收受患者红包。',
    '“看病走正门，不信门口人。”',
    '医德医风\n专项整治（2026）',
    '虚开CT检查项目①',
    '㛃䶮二人脱岗',
  ]
  const notice = (id: string, month: number, more: Partial<NoticeRow> = {}): NoticeRow => {
    const at = Date.parse(`2026-${String(month).padStart(2, '0')}-12T09:00:00+08:00`)
    return {
      id: `2026${String(month).padStart(2, '0')}-${id}`,
      unit: '1',
      by: 'jiwei',
      title: `${month}月学习通知`,
      month: null,
      issuers: [],
      text: '请学习。',
      materials: [],
      hash: hashOf(id),
      version: 1,
      asks: 1,
      due: '2026-12-31',
      requireEnd: false,
      scope: [],
      at,
      state: 'issued',
      release: null,
      issued: at,
      withdrawn: null,
      corrected: null,
      agreed: null,
      ...more,
    }
  }
  const material = (title: string, text: string, id = '1') => ({ id, title, text })

  beforeAll(async () => {
    bench = await openBench('2026-01-02 09:00')
    await bench.store.commit(async tx => {
      const rows = [
        notice('a', 3, { materials: [material('红包案例', sentences.join(''))] }),
        notice('b', 5, { materials: [material('其他案例', '也说到红包。')] }),
        notice('c', 7, { materials: [material('红包新案例', '甲。'), material('无关', '只有乙。', '2')] }),
        notice('d', 9, { title: '红包学习通知', text: '本月学习红包案例。', materials: [material('丙', '丁。')] }),
        notice('e', 11, { state: 'withdrawn', materials: [material('撤回的红包案例', '戊。')] }),
        notice('f', 12, { state: 'scheduled', issued: null, materials: [material('未到期的红包案例', '己。')] }),
        notice('g', 12, { materials: [material('只给外科的红包案例', '庚辛壬癸。')] }),
      ]
      for (const row of rows) {
        await tx.notices.add(row)
        const person = row.id.endsWith('-g') ? 'zhouwai' : 'yan'
        await tx.audience.add({ notice: row.id, person, department: '22' })
      }
    })
  })
  afterAll(() => bench.close())

  const asked = (person: string, query: string, skip = 0, limit = 10) =>
    bench.store.read(async tx => {
      const who = await personOf(
        tx,
        person,
        { admins: new Set(['jiwei']), pages: true, isWebhook: () => false },
        bench.clock.now(),
      )
      const { items, more } = await searchCases(tx, who, query, { skip, limit })
      return { titles: items.map(item => item.title), more, near: await nearWords(tx, who, query) }
    })

  it('puts titles before texts and the newest first, and shows a covering text where none of its materials fits', async () => {
    expect((await asked('yan', '红包')).titles).toEqual(['红包新案例', '红包案例', '红包学习通知', '其他案例'])
  })
  it('gives a page at a time, and says only whether there is more', async () => {
    expect(await asked('yan', '红包', 0, 2)).toMatchObject({ titles: ['红包新案例', '红包案例'], more: true })
    expect(await asked('yan', '红包', 2, 2)).toMatchObject({ titles: ['红包学习通知', '其他案例'], more: false })
  })
  it('shows the office what was withdrawn, and nobody what has not gone out', async () => {
    expect((await asked('jiwei', '红包')).titles).toContain('撤回的红包案例')
    expect((await asked('jiwei', '未到期')).titles).toEqual([])
    expect((await asked('yan', '撤回')).titles).toEqual([])
  })
  it('suggests only words that find something for the one who asks', async () => {
    expect((await asked('yan', '礼金')).near).toEqual(['红包'])
    expect((await asked('yan', '门口人走正门')).near).toEqual(['门口人', '走正门'])
    expect((await asked('zhouwai', '庚辛甲乙')).near).toEqual(['庚辛'])
    expect((await asked('yan', '庚辛甲乙')).near).toEqual([])
    expect((await asked('zhangwei', '礼金')).near).toEqual([])
  })
  it('is found by every stretch of its characters', async () => {
    const characters = [...sentences.join('')]
    const stretch = fc
      .tuple(fc.nat(characters.length - 2), fc.integer({ min: 2, max: 12 }))
      .map(([at, length]) => characters.slice(at, at + length).join(''))
      .filter(words => (words.match(/\p{Script=Han}/gu) ?? []).length >= 2 && !/[A-Za-z0-9①]/.test(words))
    await fc.assert(
      fc.asyncProperty(stretch, async words => {
        expect((await asked('yan', words)).titles).toContain('红包案例')
        expect((await asked('zhangwei', words)).titles).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
  it('follows a correction at once', async () => {
    await bench.store.commit(async tx => {
      const row = await tx.notices.get('202605-b')
      if (row) await tx.notices.update({ ...row, version: 2, materials: [material('其他案例', '改说购物卡。')] })
    })
    expect((await asked('yan', '购物卡')).titles).toEqual(['其他案例'])
    expect((await asked('yan', '也说到')).titles).toEqual([])
  })
})
