import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNotice } from '../../../handlers/document/notice.ts'
import { novemberNotice } from '../../notices.ts'
import { anyText } from './arbitrary-text.ts'

const titles = (text: string): string[] => readNotice(text).attachments.map(attachment => attachment.title)

describe('a monthly notice', () => {
  const notice = readNotice(novemberNotice)

  it('is read with its title, month, offices and addressees, and says nothing of what is not printed', () => {
    expect(notice).toMatchObject({
      title: '党风廉政及行风教育学习通知（2026年11月）',
      month: '2026-11',
      issuers: ['医院纪委办、监察室', '医院行风办'],
      addressees: '各科室、各部门',
      issued: null,
      due: null,
      number: null,
      missing: [],
    })
  })

  it('has each attachment whole, under its own title, also over two lines', () => {
    expect(notice.attachments.map(attachment => attachment.title)).toEqual([
      '某局值班人员违规聚餐处理情况通报',
      '深度观察|斩断医托链条',
    ])
    expect(notice.attachments[1]?.text).toBe(novemberNotice.slice(novemberNotice.indexOf(' 附件2：')))
  })

  it('tells why, what is to be studied and what is asked', () => {
    expect(notice.purpose).toBe('为严明作风纪律、强化警示教育，引导全院职工知敬畏、存戒惧、守底线')
    expect(notice.study).toEqual(['甲县某局值班期间聚餐', '乙市整治医托两个案例'])
    expect(notice.requirements).toEqual([
      '请各科室、各部门组织教职工学习，做到以案为鉴，并结合岗位查找风险，完善制度，堵塞漏洞。',
    ])
  })
})

describe('no character is lost', () => {
  it('the body and the attachments, one after another, are the text', () => {
    fc.assert(
      fc.property(anyText, text => {
        const { body, attachments } = readNotice(text, '2026-11-12')
        expect(body + attachments.map(attachment => attachment.text).join('')).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})

describe('who, when, which number', () => {
  it('takes the offices from the title, parted by blanks, before those below', () => {
    const notice = readNotice(
      '甲市纪委监委 甲市卫生健康委员会关于开展警示教育的通知\n各医院：\n请组织学习。\n办公室\n2026年3月6日\n',
    )
    expect(notice.issuers).toEqual(['甲市纪委监委', '甲市卫生健康委员会'])
    expect(notice.issued).toBe('2026-03-06')
  })

  it.each([
    ['某医院\n2026年3月6日', ['某医院'], '2026-03-06'],
    ['某医院　　2026年3月6日', ['某医院'], '2026-03-06'],
    ['某医院纪委（盖章）\n二〇二六年三月六日', ['某医院纪委'], '2026-03-06'],
    ['甲局    乙医院\n2026-03-06', ['甲局    乙医院'], '2026-03-06'],
    ['卫生健康局    中心医院\n2026年3月６日', ['卫生健康局', '中心医院'], '2026-03-06'],
    ['某医院\n\n某局办公室　2026年3月9日印发', ['某医院'], '2026-03-09'],
    ['', [], null],
  ])('reads the signature %j', (signature, issuers, issued) => {
    const notice = readNotice(`学习通知\n各科室：\n请组织学习。\n${signature}\n`)
    expect(notice).toMatchObject({ issuers, issued })
  })

  it('leaves letterhead and document number out of the title', () => {
    const notice = readNotice(
      '某 某 县\n卫 生 健 康 局 文 件\n某卫〔2026〕12号\n\n关于开展警示教育的通知\n\n各单位：\n请组织学习。\n',
    )
    expect(notice).toMatchObject({
      title: '关于开展警示教育的通知',
      number: '某卫〔2026〕12号',
      issuers: ['某某县卫生健康局'],
    })
  })

  it('joins a title that is broken over lines, also where text recognition left # and blanks', () => {
    expect(readNotice('# 关于印发《某市廉洁医院 建设方案》的通知\n\n各单位：\n').title).toBe(
      '关于印发《某市廉洁医院建设方案》的通知',
    )
    expect(readNotice('某医院\n\n关于开展警示教育的通知\n\n各科室：\n请学习。\n').title).toBe(
      '某医院关于开展警示教育的通知',
    )
    expect(readNotice('关于开展\n警示教育的通知\n各科室：\n请学习。\n').title).toBe('关于开展警示教育的通知')
  })

  it.each([
    ['学习通知（2026年3月）', '2026-03'],
    ['学习通知（２０２６年３月）', '2026-03'],
    ['二〇二六年十一月学习通知', '2026-11'],
    ['关于2026年3月6日会议的通知', null],
    ['2026年3月-5月学习通知', null],
    ['3月学习通知', null],
    ['2026年学习通知', null],
    ['学习通知（2026年13月）', null],
  ])('%s names the month %s', (title, month) => {
    expect(readNotice(`${title}\n各科室：\n请学习。\n`).month).toBe(month)
  })

  it('gives a month without a year the year nearest to the day of handing in', () => {
    const text = '1月学习通知\n各科室：\n请学习。\n'
    expect(readNotice(text, '2026-12-28').month).toBe('2027-01')
    expect(readNotice(text, '2026-02-01').month).toBe('2026-01')
  })
})

describe('a notice as people write it in chat', () => {
  it('is read with addressees and text on one line, and quoted titles of attachments', () => {
    const text =
      '【重要】\n2026年6月学习材料\n各科室：请于6月30日前学完。\n附件一：《某案剖析》\n经查，属实。\n附件二：警示录\n引以为戒。\n'
    const notice = readNotice(text)
    expect(notice).toMatchObject({
      title: '2026年6月学习材料',
      month: '2026-06',
      addressees: '各科室',
      due: '2026-06-30',
    })
    expect(titles(text)).toEqual(['某案剖析', '警示录'])
  })
})

describe('attachments', () => {
  const notice = (rest: string): string => `学习通知\n各科室：\n请组织学习。\n${rest}`

  it.each(['附件1：', '附件 1', '附件1', '附件一', '附件一：', '附件１：', '**附件1**', '## 附件 1', '附1：'])(
    'knows the label %s',
    label => {
      expect(titles(notice(`${label}\n某案通报\n\n经查，属实。\n`))).toEqual(['某案通报'])
    },
  )

  it('takes a title on the line of the label', () => {
    expect(titles(notice('附件1：某案通报\n经查，属实。\n附件2 廉洁从业规定\n第一条。\n'))).toEqual([
      '某案通报',
      '廉洁从业规定',
    ])
  })

  it('tells the list at the end of the notice from the bodies', () => {
    const text = notice(
      '附件：1.某案通报\n2.廉洁从业规定\n\n医院行风办\n2026年3月6日\n附件1\n\n某案通报\n\n经查，属实。\n附件2\n廉洁从业规定\n第一条。\n',
    )
    const read = readNotice(text)
    expect(read.attachments.map(({ title }) => title)).toEqual(['某案通报', '廉洁从业规定'])
    expect(read).toMatchObject({ issuers: ['医院行风办'], issued: '2026-03-06', missing: [] })
  })

  it('tells it also where each line of the list has its own label', () => {
    const text = notice(
      '附件1：某案通报\n附件2：廉洁从业规定\n医院行风办\n附件1\n某案通报\n经查，属实。\n附件2\n廉洁从业规定\n第一条。\n',
    )
    expect(titles(text)).toEqual(['某案通报', '廉洁从业规定'])
  })

  it('asks for bodies that are announced and not there', () => {
    const read = readNotice(notice('附件：1.某案通报\n      2.廉洁从业\n规定\n医院行风办\n'))
    expect(read.attachments).toEqual([])
    expect(read.missing).toHaveLength(2)
    expect(read.missing[1]).toContain('“廉洁从业规定”')
  })

  it('asks where a number is skipped and where nothing stands under a label', () => {
    expect(readNotice(notice('附件1\n某案通报\n属实。\n附件3\n廉洁规定\n第一条。\n')).missing.join()).toContain('附件2')
    expect(readNotice(notice('附件1\n某案通报\n属实。\n附件2\n')).missing.join()).toContain('“附件2”下面没有正文')
  })

  it('does not take a sentence about an attachment for one', () => {
    expect(titles(notice('附件1、附件2请报至行风办。\n附件中的案例要学深。\n附件1所列单位要整改。\n'))).toEqual([])
  })

  it('falls back to the announced title, then to the label', () => {
    expect(titles(notice('附件：1.某案通报\n附件1\n经查，某人违纪，属实，已处理。\n'))).toEqual(['某案通报'])
    expect(titles(notice('附件1\n经查，某人违纪，属实，已处理。\n'))).toEqual(['附件1'])
  })
})

describe('what is missing is said', () => {
  it('an empty text reads as nothing, with one sentence', () => {
    expect(readNotice(' \n\n')).toMatchObject({ title: null, month: null, issuers: [], due: null, attachments: [] })
    expect(readNotice('').missing).toEqual(['没有读到通知的内容，请把通知全文发来。'])
  })

  it('a text that begins with its addressees or a sentence has no title', () => {
    for (const text of ['各科室、各部门：\n请于11月30日前完成学习。\n', '为加强作风建设，请各科室组织学习。\n']) {
      const notice = readNotice(text)
      expect(notice.title).toBeNull()
      expect(notice.missing[0]).toContain('没有读到标题')
    }
  })
})
