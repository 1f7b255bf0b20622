import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { meant } from '../../../handlers/document/formats/pdf/characters.ts'
import { pngOf } from '../../../handlers/document/formats/pdf/png.ts'
import { readPdf } from '../../../handlers/document/formats/pdf/read-pdf.ts'
import { linesOf } from '../../../handlers/document/lines.ts'
import { markOf, notKept } from '../../../handlers/document/picture-marks.ts'
import { tablesIn } from '../../../handlers/document/tables-in-text.ts'
import { bar, pdfFile, set, words } from './pdf-file.ts'

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

describe('the pictures of a PDF', () => {
  const rgb = Uint8Array.from({ length: 4 * 2 * 3 }, (_, index) => index * 9)
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
  const pictures = {
    Photo: { dict: '/Width 4/Height 2/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode', bytes: jpeg },
    Plain: {
      dict: '/Width 4/Height 2/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode',
      bytes: deflateSync(rgb),
    },
    Indexed: {
      dict: '/Width 2/Height 1/ColorSpace[/Indexed/DeviceRGB 1<ff000000ff00>]/BitsPerComponent 8',
      bytes: Uint8Array.of(1, 0),
    },
    Fax: { dict: '/Width 4/Height 2/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode', bytes: jpeg },
  }
  const readWith = (...pages: string[]) => readPdf(Uint8Array.from(pdfFile(pages, '', pictures)))
  const markFor = (bytes: Uint8Array): string => markOf(createHash('sha256').update(bytes).digest('hex'))

  it('are kept where they stand: a JPEG as it is, simple ones as a PNG; others are marked', async () => {
    const {
      text,
      images,
      pictures: kept,
    } = await readWith(
      words('如图一。', 80, 740) +
        set('Photo', 80, 600, 200, 100) +
        words('如图二。', 80, 560) +
        set('Plain', 80, 420, 200, 100) +
        words('如图三。', 80, 380) +
        `q 1 0 0 1 80 300 cm q 60 0 0 60 0 0 cm /Indexed Do Q Q ` +
        words('如图四。', 80, 280) +
        set('Fax', 80, 200, 60, 60),
    )
    const plain = pngOf({ width: 4, height: 2, channels: 3, samples: rgb })
    const indexed = pngOf({ width: 2, height: 1, channels: 3, samples: Uint8Array.of(0, 255, 0, 255, 0, 0) })
    expect(text.split('\n')).toEqual([
      '如图一。',
      markFor(jpeg),
      '如图二。',
      markFor(plain),
      '如图三。',
      markFor(indexed),
      '如图四。',
      notKept.format,
    ])
    expect([images, kept.map(({ type }) => type)]).toEqual([4, ['image/jpeg', 'image/png', 'image/png']])
  })

  it('are no letterhead of every page, no sign, no stamp and no page under recognised text', async () => {
    const page = (more: string): string => words('甲。', 80, 700) + set('Photo', 250, 780, 60, 40) + more
    const { text, images } = await readWith(
      page(set('Plain', 80, 600, 8, 8)),
      page(words('某医院', 300, 300) + set('Plain', 290, 260, 90, 90)),
      page(set('Plain', 0, 0, 595, 842)),
    )
    expect(text).toBe('甲。\n甲。\n某医院\n甲。')
    expect(images).toBe(1)
  })
})

describe('columns without ruled lines', () => {
  const row = (y: number, ...cells: [string, number][]): string => cells.map(([text, x]) => words(text, x, y)).join('')

  it('are a table where they are clear: as many in each line, nowhere meeting', async () => {
    const { text } = await read(
      words('人数如下。', 80, 740) +
        row(700, ['科室', 80], ['应学', 240], ['已学', 400]) +
        row(672, ['心内科', 80], ['32', 240], ['30', 400]) +
        row(644, ['呼吸科', 80], ['28', 240]) +
        row(616, ['外科', 80], ['9', 240], ['9', 400]) +
        words('以上。', 80, 580),
    )
    expect(text.split('\n')).toEqual([
      '人数如下。',
      '科室\t应学\t已学',
      '心内科\t32\t30',
      '呼吸科\t28\t',
      '外科\t9\t9',
      '以上。',
    ])
    expect(tablesIn(linesOf(text))[0]?.rows).toHaveLength(4)
  })

  it('stay lines where they are not', async () => {
    const { text } = await read(
      row(700, ['甲', 80], ['乙', 240], ['丙', 400]) +
        row(672, ['丁'.repeat(10), 80], ['戊', 280], ['己', 400]) +
        row(644, ['庚', 80], ['辛辛辛辛辛辛辛辛辛辛', 200], ['壬', 400]),
    )
    expect(text).not.toContain('\t')
    expect((await read(row(700, ['甲', 80], ['乙', 300]) + row(672, ['丙', 80], ['丁', 300]))).text).not.toContain('\t')
  })
})
