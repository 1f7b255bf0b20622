import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHandedIn } from '../../../handlers/document/handed-in.ts'
import { markOf } from '../../../handlers/document/picture-marks.ts'
import { verifyEvidence } from '../../../handlers/evidence/verify.ts'
import { wholeText } from '../../../handlers/study/notice.ts'
import { type Bench, openBench } from '../../desk.ts'
import { drawing, drawingOf, largePng, paragraph, wordFile, type WordParts } from '../document/word-file.ts'

const fileNamed = (name: string): Promise<Uint8Array> => readFile(new URL(`../document/files/${name}`, import.meta.url))

const word = (lines: readonly string[], parts: Partial<WordParts> = {}): Uint8Array =>
  wordFile({ body: lines.map(line => paragraph(line)).join(''), ...parts })

const cover = [
  '党风廉政学习通知（2026年11月）',
  '各科室：',
  '现将有关材料印发给你们，请于11月25日前学完。',
  '附件：1.某局值班聚餐处理情况通报',
  '2.节日纪律提示',
  '医院纪委办',
  '2026年11月10日',
]
const report = ['某局值班聚餐处理情况通报', '某月某日，五人离岗聚餐，造成不良影响。', drawing, '对五人批评教育。']
const reminder = ['请大家节日期间遵守纪律。', '不收礼，不吃请。']

describe('files of the office', () => {
  let bench: Bench
  let key = 0
  beforeEach(async () => {
    bench = await openBench()
  })
  afterEach(() => bench.close())

  const does = async (who: string, act: 'chat.file' | 'chat.text', input: object): Promise<string> => {
    const at = bench.clock.now()
    const { text } = await bench.perform({ key: `202611:${key++}`, act, input, who, reply: 'return', at })
    return text ?? ''
  }
  const sends = async (who: string, name: string, bytes: Uint8Array): Promise<string> =>
    does(who, 'chat.file', { sent: bench.clock.now() + key, handed: await readHandedIn(name, bytes) })
  const says = (who: string, message: string): Promise<string> =>
    does(who, 'chat.text', { message, sent: bench.clock.now() + key })
  const issued = () => bench.store.read(async tx => (await tx.notices.list('state', ['issued']))[0])
  const verdict = () => bench.store.read(verifyEvidence)

  it('begin a notice and are read back; one that cannot be read is answered with what to do', async () => {
    const notice = await fileNamed('notice.docx')
    expect(await sends('jiwei', 'notice.docx', notice)).toMatch(
      /收到“notice.docx”：标题“党风廉政[^]*\d+ 字[^]*接着发来[^]*【预览】党风廉政/,
    )
    expect(await sends('jiwei', 'notice.pdf', notice)).toMatch(/没有收下“notice.pdf”[^]*改为 .docx[^]*预览还在等您/)
    expect(await says('jiwei', '预览')).toContain('2 份附件材料')
  })

  it('are the office’s: others are told, and nothing is kept', async () => {
    expect(await sends('yan', 'notice.docx', await fileNamed('notice.docx'))).toContain('您发来的没有保存')
    expect(await bench.store.read(tx => tx.dialogues.get('yan'))).toBeUndefined()
  })

  it('collect after 发布学习: notice first, then attachments, each read back', async () => {
    await says('jiwei', '发布学习')
    expect(await sends('jiwei', '通知.docx', word(cover))).toMatch(/收到“通知.docx”[^]*已收到第 1 段/)
    expect(await sends('jiwei', '通报.docx', word(report))).toMatch(/1 张图片[^]*已收到第 2 段/)
    await sends('jiwei', '附件2：节日纪律提示.docx', word(reminder))
    const preview = await says('jiwei', '完')
    expect(preview).toContain('材料1：某局值班聚餐处理情况通报（文件“通报.docx”）')
    expect(preview).toContain('材料2：节日纪律提示')
    expect(preview).toContain('1 张图片')
    expect(preview).not.toContain('没有读到它的正文')
    expect(await says('jiwei', '发布')).toContain('已发布')
    const notice = await issued()
    expect(notice?.text).toBe(`${cover.join('\n')}\n`)
    expect(notice?.materials.map(({ title }) => title)).toEqual(['某局值班聚餐处理情况通报', '节日纪律提示'])
    expect(wholeText(notice ?? { text: '', materials: [] })).toContain(reminder.join('\n'))
  })

  it('find the notice among them also where it comes last, and say what is still missing', async () => {
    await sends('jiwei', '通报.docx', word(report))
    const preview = await sends('jiwei', '通知.docx', word(cover))
    expect(preview).toContain('【预览】党风廉政学习通知（2026年11月）')
    expect(preview).toContain('材料1：某局值班聚餐处理情况通报')
    expect(preview).toMatch(/附件“节日纪律提示”，但没有读到/)
  })

  it('are put right by a word: title, which is the notice, one too many', async () => {
    await sends('jiwei', '通知.docx', word(cover))
    await sends('jiwei', '提示.docx', word(reminder))
    expect(await says('jiwei', '材料1 标题 节前提醒')).toContain('材料1：节前提醒')
    expect(await says('jiwei', '材料1 标题改为 节日提醒')).toContain('材料1：节日提醒')
    expect(await says('jiwei', '材料1是正文')).toContain('材料1：党风廉政学习通知（2026年11月）')
    expect(await says('jiwei', '材料1 是正文')).toContain('【预览】党风廉政学习通知（2026年11月）')
    expect(await says('jiwei', '材料3 删除')).toContain('材料只有 1 到 1')
    expect(await says('jiwei', '删除材料1')).toContain('0 份附件材料')
  })

  it('that look like a second notice are pointed out', async () => {
    await sends('jiwei', '通知.docx', word(cover))
    const other = ['关于加强窗口服务的通知', '各科室：', '请落实。', '医院行风办', '2026年11月9日']
    expect(await sends('jiwei', '窗口.docx', word(other))).toMatch(/像是另一份通知，现作为材料1[^]*材料1是正文/)
  })

  it('do not go into a message to everybody', async () => {
    await says('jiwei', '群发')
    expect(await sends('jiwei', '通知.docx', word(cover))).toContain('群发只能是文字')
  })

  it('bring their pictures, which go with the notice and are covered by the evidence', async () => {
    await sends('jiwei', '通知.docx', word(cover))
    await sends('jiwei', '通报.docx', word(report))
    await says('jiwei', '发布')
    const notice = await issued()
    const rows = await bench.store.read(tx => tx.pictures.list('notice', [notice?.id ?? '']))
    expect(rows).toHaveLength(1)
    expect(notice?.materials[0]?.text).toContain(markOf(rows[0]?.sha256 ?? ''))
    expect(await verdict()).toMatchObject({ ok: true })
    const bytes = Buffer.from(largePng(2000)).toString('base64')
    await bench.store.commit(async tx => tx.pictures.update({ ...rows[0]!, bytes }))
    expect(await verdict()).toMatchObject({ ok: false, broken: expect.stringContaining('picture') as string })
    await bench.store.commit(tx => tx.pictures.delete([rows[0]!.notice, rows[0]!.sha256]))
    expect((await verdict()).broken).toContain('is gone')
  })

  it('say which pictures are not kept, over all files together', async () => {
    const pictures = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`p${i}.png`, largePng(250_000, i + 2)]))
    const body = [
      ...cover.map(line => paragraph(line)),
      ...Object.keys(pictures).map(name => paragraph(drawingOf(name.slice(0, 2)))),
    ]
    await sends('jiwei', '通知.docx', wordFile({ body: body.join(''), pictures }))
    const more = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`p${i}.png`, largePng(250_000, i + 50)]))
    const preview = await sends(
      'jiwei',
      '附件.docx',
      word(['通报', ...Object.keys(more).map(name => drawingOf(name.slice(0, 2)))], { pictures: more }),
    )
    expect(preview).toMatch(/12 张图片[^]*有 4 张图片没有保留（图片太多 4 张）[^]*300 KB/)
    await says('jiwei', '取消')
    expect(await bench.store.read(async tx => (await tx.dialogues.get('jiwei'))?.stack)).toBeUndefined()
  })

  it('take nothing typed for a picture', async () => {
    await sends('jiwei', '通知.docx', word([...cover, markOf('0'.repeat(64))]))
    await says('jiwei', '发布')
    expect((await issued())?.text).toContain('［图片］')
    expect(await verdict()).toMatchObject({ ok: true })
  })
})
