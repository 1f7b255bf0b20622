import { describe, expect, it } from 'vitest'
import { meant } from '../../../handlers/document/formats/pdf/characters.ts'
import { readPdf } from '../../../handlers/document/formats/pdf/read-pdf.ts'
import { bar, pdfFile, words } from './pdf-file.ts'

const read = async (...pages: string[]) => readPdf(Uint8Array.from(pdfFile(pages)))
/** Lines one under another from the top, each with its indent in characters. */
const lines = (...set: [string, number?][]): string =>
  set.map(([text, indent = 0], index) => words(text, 80 + indent * 16, 740 - index * 28)).join('')

const full = '甲'.repeat(27)

describe('the text of a PDF', () => {
  it('is put together to paragraphs; titles, items, signature and date stay apart', async () => {
    const { text } = await read(
      words('学习通知', 240, 780, 22) +
        lines(
          ['各科室：'],
          ['甲'.repeat(25), 2],
          [full],
          ['乙乙。'],
          ['一、' + '丙'.repeat(23) + '。', 2],
          ['二、丁。', 2],
          ['某医院行风办', 18],
          ['2026年12月3日', 16],
        ),
    )
    expect(text.split('\n')).toEqual([
      '学习通知',
      '各科室：',
      `${'甲'.repeat(52)}乙乙。`,
      `一、${'丙'.repeat(23)}。`,
      '二、丁。',
      '某医院行风办',
      '2026年12月3日',
    ])
  })

  it('goes on over the page, without page numbers and running heads', async () => {
    const page = (number: number, ...set: [string, number?][]): string =>
      words('某医院文件汇编', 240, 800, 10) + lines(...set) + words(`—${number}—`, 270, 40)
    const { text } = await read(page(1, [full], [full]), page(2, ['乙乙。']), page(3, ['丙丙。', 2]))
    expect(text).toBe(`${full}${full}乙乙。\n丙丙。`)
  })

  it('has ruled tables as rows, merged cells empty where they go on', async () => {
    const rules =
      [700, 660, 620].map(y => bar(80, y, 300, 0.5)).join('') +
      [80, 180, 380].map(x => bar(x, 620, 0.5, 80)).join('') +
      bar(280, 620, 0.5, 40)
    const { text } = await read(
      words('下表请填。', 80, 740) +
        rules +
        words('序号', 90, 675) +
        words('处理', 190, 675) +
        words('１', 90, 635) +
        words('党内', 190, 642, 12) +
        words('警告', 190, 628, 12) +
        words('其他', 290, 635),
    )
    expect(text).toBe('下表请填。\n序号\t处理\t\n１\t党内警告\t其他')
  })

  it('leaves a watermark out, and marks a page that is only a picture', async () => {
    const { text, images } = await read(
      lines(['甲。']) + 'BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <5bc6> Tj ET',
      'q 595 0 0 842 0 0 cm Q',
    )
    expect({ text, images }).toEqual({ text: '甲。\n［图片］', images: 1 })
  })

  it('has the characters that were meant for radicals, and full-width signs as they stand', () => {
    expect(meant('⼀⽉⻓⻅，（１）：')).toBe('一月长见，（１）：')
  })
})
