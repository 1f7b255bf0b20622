import mammoth from 'mammoth'
import { readDocx } from '../../handlers/document/formats/docx/read-docx.ts'
import { readDocument } from '../../handlers/document/read.ts'
import { readNotice } from '../../handlers/document/notice.ts'
import { abstractList, list, numbered, paragraph, wordFile } from '../../test/handlers/document/word-file.ts'
import { atMost, figure, type Line } from '../report.ts'
import { median, medianRatio } from '../stats.ts'

const rounds = 15
const sentence = '各科室要组织职工认真学习，对照岗位职责查找廉政风险，制定整改措施，明确责任人和完成时限，'
const sections = 40

/** Runs both once to warm up, then in turn. */
async function inTurn(one: () => unknown, other: () => unknown) {
  const took = async (work: () => unknown): Promise<number> => {
    const started = performance.now()
    await work()
    return performance.now() - started
  }
  const measured: { one: number; other: number }[] = []
  for (let round = -2; round < rounds; round++) {
    const times = { one: await took(one), other: await took(other) }
    if (round >= 0) measured.push(times)
  }
  return {
    ratio: medianRatio(
      measured,
      ({ one }) => one,
      ({ other }) => other,
    ),
    ms: median(measured.map(({ one }) => one)),
  }
}

/** What it takes to understand a notice of 15 KB, and a `.docx` of fifty pages. */
export async function understand(): Promise<Line[]> {
  const text = noticeOf(15 * 1024)
  const bytes = Buffer.from(text)
  const short = await inTurn(
    () => readNotice(text, '2026-11-12'),
    () => plainPass(bytes),
  )
  const file = docxOf(50)
  const long = await inTurn(
    async () => readDocument((await readDocx(file)).text),
    () => mammoth.convertToHtml({ buffer: Buffer.from(file) }),
  )
  return [
    atMost(
      'understanding a notice of 15 KB ÷ looking at each of its characters once',
      short.ratio,
      6,
      '',
      `${figure(short.ms)} ms`,
    ),
    atMost('reading and understanding a .docx of 50 pages ÷ mammoth alone', long.ratio, 2, '', `${figure(long.ms)} ms`),
  ]
}

/** Decoded, and each character looked at. */
function plainPass(bytes: Uint8Array): number {
  let marks = 0
  for (const sign of new TextDecoder().decode(bytes)) if (sign === '。' || sign === '\n') marks++
  return marks
}

const head = ['党风廉政学习通知（2026年11月）', '各科室：', '请于11月25日前学完。附件：1.处理情况通报']
const foot = ['医院纪委办', '2026年11月10日', '附件1', '处理情况通报']

function noticeOf(bytes: number): string {
  const lines = [...head, ...foot]
  for (let index = 0; Buffer.byteLength(lines.join('\n')) < bytes; index++) {
    lines.push(
      index % 4
        ? `（${'一二三'[(index % 4) - 1]}）${sentence}不留死角。`
        : `${'一二三四五六七八九十'[(index / 4) % 10]}、学习要求`,
    )
  }
  return lines.join('\n')
}

/** About 28 lines of 28 characters a page, its headings and items numbered by Word. */
function docxOf(pages: number): Uint8Array {
  const perPage = Math.ceil((28 * 28) / (sentence.length * 2))
  const body = Array.from({ length: pages }, (_, page) => [
    ...(page % Math.ceil(pages / sections) ? [] : [numbered('学习要求', 1)]),
    ...Array.from({ length: perPage }, (_, index) => numbered(`${sentence.repeat(2)}不留死角${page}-${index}。`, 1, 1)),
  ])
  const levels = [
    { format: 'chineseCountingThousand', text: '%1、' },
    { format: 'chineseCountingThousand', text: '（%2）' },
  ]
  return wordFile({
    body: [...[...head, ...foot].map(line => paragraph(line)), ...body.flat()].join(''),
    numbering: abstractList(0, levels) + list(1, 0),
  })
}
