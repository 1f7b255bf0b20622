import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readDocx } from '../../../handlers/document/formats/docx/read-docx.ts'
import { linesOf } from '../../../handlers/document/lines.ts'
import { markOf, notKept } from '../../../handlers/document/picture-marks.ts'
import { tablesIn } from '../../../handlers/document/tables-in-text.ts'
import { drawing, drawingOf, largePng, paragraph, png, run, wordFile, type WordParts } from './word-file.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const read = (parts: WordParts) => readDocx(wordFile(parts))
const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${text.startsWith('<') ? text : paragraph(text)}</w:tc>`
const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`

describe('a .docx', () => {
  it('gives a paragraph a line, empty ones too, and line breaks', async () => {
    const { text } = await read({
      body: paragraph('甲') + paragraph('') + paragraph('<w:r><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>'),
    })
    expect(text).toBe('甲\n\n乙\n丙')
  })

  it('has the table as rows that are recognised, merged cells empty where they go on', async () => {
    const wide = '<w:gridSpan w:val="2"/>'
    const { text } = await read({
      body: `<w:tbl>${row(cell('序号', '<w:vMerge w:val="restart"/>'), cell('处理', wide))}${row(
        cell('', '<w:vMerge/>'),
        cell(paragraph('党内') + paragraph('警告')),
        cell('其他'),
      )}${row(cell('1'), cell('2'), cell('3'))}</w:tbl>${paragraph('说明')}`,
    })
    expect(text).toBe('序号\t处理\t\n\t党内警告\t其他\n1\t2\t3\n说明')
    expect(tablesIn(linesOf(text))[0]?.rows).toEqual([
      ['序号', '处理', ''],
      ['', '党内警告', '其他'],
      ['1', '2', '3'],
    ])
  })

  it('counts pictures and marks them, but not a stamp over a signature', async () => {
    const { text, images, pictures } = await read({
      body:
        paragraph(drawing) +
        paragraph(run('如图。') + drawing) +
        paragraph(run('某医院') + drawing) +
        paragraph('2026年12月3日'),
    })
    const mark = markOf(sha256(png(200)))
    expect(text).toBe(`${mark}\n如图。\n${mark}\n某医院\n2026年12月3日`)
    expect(images).toBe(3)
    expect(pictures).toMatchObject([{ type: 'image/png', sha256: sha256(png(200)) }])
  })

  it('keeps pictures by their bytes, never drawings, and no more than a notice may have', async () => {
    const many = Array.from({ length: 22 }, (_, index) => `p${index}`)
    const { text, images, pictures } = await read({
      body: ['renamed', 'drawn', 'vector', 'huge', ...many].map(id => paragraph(drawingOf(id))).join(''),
      pictures: {
        'renamed.emf': png(1),
        'drawn.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
        'vector.png': Buffer.from('\x01\0\0\0l\0\0\0'),
        'huge.png': largePng(400_000),
        ...Object.fromEntries(many.map((id, index) => [`${id}.png`, png(10 + index)])),
      },
    })
    expect(images).toBe(26)
    expect(pictures).toHaveLength(20)
    expect(text.split('\n')).toEqual([
      markOf(sha256(png(1))),
      notKept.format,
      notKept.format,
      notKept.size,
      ...many.slice(0, 19).map((_, index) => markOf(sha256(png(10 + index)))),
      ...[notKept.many, notKept.many, notKept.many],
    ])
  })

  it('says where a chart stands', async () => {
    const { text } = await read({
      body: paragraph(
        '<w:r><w:drawing><a:graphic><a:graphicData><c:chart xmlns:c="urn:c"/></a:graphicData></a:graphic></w:drawing></w:r>',
      ),
    })
    expect(text).toBe(notKept.chart)
  })

  it('leaves out what tracked changes deleted and what is hidden, and keeps what they inserted', async () => {
    const { text } = await read({
      body: paragraph(
        `${run('甲')}<w:del w:id="1"><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins w:id="2">${run('丙')}</w:ins>${run('丁', '<w:vanish/>')}`,
      ),
    })
    expect(text).toBe('甲丙')
  })

  it('puts footnotes at the end, and takes soft hyphens, fields and the pronunciation over a character away', async () => {
    const { text } = await read({
      body: paragraph(
        `${run('注')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:softHyphen/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('3')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:ruby><w:rubyPr/><w:rt>${run('lǐ')}</w:rt><w:rubyBase>${run('李')}</w:rubyBase></w:ruby></w:r>`,
      ),
      footnotes: `<w:footnote w:id="2">${paragraph('出处')}</w:footnote>`,
    })
    expect(text).toBe('注［1］3李\n［1］出处')
  })

  it('has the text of text boxes', async () => {
    const { text } = await read({
      body: paragraph(
        `${run('甲')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph('框内')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      ),
    })
    expect(text.split('\n')).toEqual(['甲', '框内'])
  })

  it('keeps typed tabs, which may be a table, but for those that indent a sentence', async () => {
    const tab = '<w:r><w:tab/></w:r>'
    const { text } = await read({
      body: paragraph(tab + run('各科室要学习。')) + paragraph(run('序号') + tab + run('单位')),
    })
    expect(text).toBe('各科室要学习。\n序号\t单位')
  })
})
