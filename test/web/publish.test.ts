import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DraftSaidView, DraftView, HandedView, PublishView } from '../../web/api/views/shapes.ts'
import { drawing, drawingOf, paragraph, png, wordFile } from '../handlers/document/word-file.ts'
import { pdfFile } from '../handlers/document/pdf-file.ts'
import { type Browser, formOf } from './browser.ts'
import { openPages, type PagesHouse } from './house.ts'

const cover = [
  '党风廉政学习通知（2026年12月）',
  '各科室：',
  '请学习附件，12月20日前学完。',
  '附件：1.处理情况通报',
  '医院纪委办',
  '2026年12月1日',
]
const word = (lines: readonly string[]): Uint8Array => wordFile({ body: lines.map(line => paragraph(line)).join('') })
let taps = 0
const tap = (): string => String(++taps).padStart(32, '0')

describe('handing in on the page', () => {
  let house: PagesHouse
  let office: Browser
  beforeEach(async () => {
    house = await openPages()
    office = await house.visit('jiwei')
  })
  afterEach(() => house.close())

  const files = (into = 'open'): string => `/api/publish/files?tap=${tap()}&into=${into}`
  const upload = async (name: string, bytes: Uint8Array, into = 'open'): Promise<HandedView> => {
    const { status, text } = await office.upload(files(into), name, bytes)
    expect([status, text.startsWith('{')]).toEqual([200, true])
    return JSON.parse(text) as HandedView
  }
  const view = async (id: string | null): Promise<DraftView> =>
    JSON.parse((await office.ask(`/api/drafts/${id}`)).text) as DraftView
  const says = async (id: string | null, message: string): Promise<DraftSaidView> =>
    JSON.parse((await office.post(`/api/drafts/${id}/words`, { tap: tap(), message })).text) as DraftSaidView
  const opened = async (): Promise<PublishView> => JSON.parse((await office.ask('/api/publish')).text) as PublishView
  const drafts = () => house.store.read(async tx => (await tx.dialogues.get('jiwei'))?.stack ?? [])

  it('goes from files to the notice: read, put right, published to the number that was named', async () => {
    expect((await opened()).open).toBeNull()
    const { draft, said } = await upload('附件1 处理情况通报.docx', word(['处理情况通报', '某月某日。', drawing]))
    expect(said).toBe('')
    await upload('通知.docx', word(cover), draft ?? '')
    const shown = await view(draft)
    expect(shown).toMatchObject({
      title: '党风廉政学习通知（2026年12月）',
      people: 6,
      where: '全体',
      mine: true,
      dueDate: '2026-12-20',
    })
    expect(shown.files.map(({ name, cover }) => [name, cover])).toEqual([
      ['通知.docx', true],
      ['附件1 处理情况通报.docx', false],
    ])
    expect(shown.materials.map(({ title }) => title)).toEqual(['处理情况通报'])
    expect((await opened()).open?.id).toBe(draft)
    expect((await says(draft, '范围 心内科')).view.people).toBe(2)
    expect((await says(draft, '期限 2026-12-25')).view.dueDate).toBe('2026-12-25')
    expect((await says(draft, '范围 没有的科')).said).toContain('没有找到“没有的科”')
    const { revision } = (await says(draft, '标题 十二月学习通知')).view
    const outdated = await office.post(`/api/drafts/${draft}/release`, { tap: tap(), revision: revision - 1 })
    expect((JSON.parse(outdated.text) as DraftSaidView).said).toContain('已经不是最新')
    const released = await office.post(`/api/drafts/${draft}/release`, { tap: tap(), revision })
    const { said: answer, view: after } = JSON.parse(released.text) as DraftSaidView
    expect(answer).toContain('正在送达 2 人')
    expect(after.state).toBe('released')
    const notice = await house.store.read(tx => tx.notices.get(after.notice ?? ''))
    expect(notice).toMatchObject({ title: '十二月学习通知', due: '2026-12-25', scope: ['21'] })
    const { bytes, headers, status } = await office.ask(
      `/api/notices/${after.notice}/pictures/${/[0-9a-f]{64}/.exec(notice?.materials[0]?.text ?? '')?.[0]}`,
    )
    expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([200, 'image/png', 'nosniff'])
    expect(new Uint8Array(bytes)).toEqual(new Uint8Array(png(200)))
  })

  it('marks in place what was not understood', async () => {
    const lines = [
      '请大家学习。',
      '附件：1.处理情况通报',
      drawingOf('drawn'),
      '甲科    3    4',
      '乙科    5    6',
      '丙科    7    8',
    ]
    const body = lines.map(line => paragraph(line)).join('')
    const { draft } = await upload('通知.docx', wordFile({ body, pictures: { 'drawn.svg': Buffer.from('<svg/>') } }))
    const { doubts, untitled, remarks, blocks } = await view(draft)
    expect(untitled).toBe(true)
    expect(doubts.map(({ block, note }) => [(blocks[block] as { text: string }).text.slice(0, 6), note])).toEqual([
      ['请大家学习。', '没有读到标题'],
      ['附件：1.处', '没有收到附件“处理情况通报”'],
      ['［图片：格式', '图片没有保留：格式不支持'],
      ['甲科    ', '这 3 行像是表格，没有读出表格线'],
      ['丙科    ', '没有读到落款单位和落款日期'],
    ])
    expect(remarks.join()).toMatch(/没有读到它的正文[^]*有 1 张图片没有保留[^]*有 1 处像表格/)
  })

  it('takes a pasted text like a file', async () => {
    const { text } = await office.post('/api/publish/text', { tap: tap(), into: 'open', text: cover.join('\n') })
    const { draft } = JSON.parse(text) as HandedView
    await upload('通报.docx', word(['处理情况通报', '某月某日。']), draft ?? '')
    expect((await view(draft)).materials.map(({ title }) => title)).toEqual(['处理情况通报'])
  })

  it('begins anew where that is wanted, and gives up what lay open', async () => {
    const first = await upload('通知.docx', word(cover))
    const second = await upload('通知.docx', word(cover), 'new')
    expect(second.draft).not.toBe(first.draft)
    expect((await view(first.draft)).state).toBe('cancelled')
    expect((await upload('通知.docx', word(cover), first.draft ?? '')).said).toContain('已经发布或取消')
  })

  it('takes two at once into one notice, and the same twice once', async () => {
    await Promise.all([upload('通知.docx', word(cover)), upload('通报.docx', word(['处理情况通报', '某月。']))])
    expect(await drafts()).toHaveLength(1)
    const path = files()
    const again = await Promise.all([1, 2].map(() => office.upload(path, '提示.docx', word(['节日提示', '请遵守。']))))
    expect(again.map(({ status }) => status)).toEqual([200, 200])
    expect((await view((await opened()).open?.id ?? null)).files).toHaveLength(3)
  })

  it.each([
    ['a scan', '扫描.pdf', pdfFile(['q 595 0 0 842 0 0 cm Q']), 'OCR'],
    ['another type under its name', '通知.pdf', word(cover), '后缀改为 .docx'],
    ['a file cut off', '通知.docx', word(cover).slice(0, 900), '已损坏或不完整'],
    ['a picture', '照片.jpg', png(1), '这是一张图片'],
    ['nothing', '空.txt', new Uint8Array(), '空文件'],
  ])('refuses %s in a sentence, and keeps nothing', async (_what, name, bytes, sentence) => {
    const { said, draft } = await upload(name, bytes)
    expect(said).toMatch(new RegExp(`^没有收下“${name}”：.*${sentence}`))
    expect(draft).toBeNull()
    expect(await drafts()).toEqual([])
  })

  it('refuses more than 20 MB without holding it', async () => {
    const { status, text } = await office.upload(files(), '大.docx', new Uint8Array(20 * 1024 * 1024 + 1))
    expect([status, text]).toEqual([413, expect.stringContaining('超过 20 MB')])
    expect(await drafts()).toEqual([])
  })

  it('keeps nothing of an upload that breaks off', async () => {
    const { status, text } = await office.upload(
      files(),
      '通知.docx',
      new Uint8Array(),
      {},
      formOf('通知.docx', word(cover)).subarray(0, 600),
    )
    expect([status, text]).toEqual([400, expect.stringContaining('上传没有完成')])
    const { port } = new URL(house.url)
    const cookie = [...office.cookies].map(pair => pair.join('=')).join('; ')
    await new Promise<void>(resolve => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        const head = `POST ${files()} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${house.url}\r\nX-Qingfeng: 1\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=----qingfeng\r\nContent-Length: 5000\r\n\r\n`
        socket.write(Buffer.concat([Buffer.from(head), formOf('通知.docx', word(cover)).subarray(0, 600)]))
        setTimeout(() => socket.destroy(), 50)
      })
      socket.on('close', () => resolve())
    })
    expect(await drafts()).toEqual([])
    expect((await upload('通知.docx', word(cover))).said).toBe('')
  })

  it.each([
    ['without our header', { 'X-Qingfeng': '' }, 403],
    ['from another origin', { Origin: 'https://evil.example' }, 403],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['that is no form', { 'Content-Type': 'application/json' }, 415],
    ['without a boundary', { 'Content-Type': 'multipart/form-data' }, 400],
  ])('takes no upload %s', async (_what, headers, expected) => {
    expect((await office.upload(files(), '通知.docx', word(cover), headers)).status).toBe(expected)
    expect(await drafts()).toEqual([])
  })

  it('is the office’s: a member is turned away before anything is read', async () => {
    const nurse = await house.visit('zhangwei')
    const { status, text } = await nurse.upload(files(), '通知.docx', word(cover))
    expect([status, text]).toEqual([403, expect.stringContaining('由纪委办')])
  })
})
