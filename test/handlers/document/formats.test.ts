import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { textOfFile } from '../../../handlers/document/formats.ts'
import { squeezed } from '../../../handlers/document/lines.ts'
import { pictureMarks, withoutPictures } from '../../../handlers/document/picture-marks.ts'
import { readDocument } from '../../../handlers/document/read.ts'

const bytesOf = (name: string): Promise<Uint8Array> => readFile(new URL(`files/${name}`, import.meta.url))
const readFileNamed = async (name: string) => textOfFile(name, await bytesOf(name))

describe('pictures in every format', () => {
  it.each(['docx', 'doc', 'pdf'])('stand where they stood in .%s, each kept once', async end => {
    const { text, images, pictures } = await readFileNamed(`pictures.${end}`)
    const lines = withoutPictures(text).split('\n').slice(-5)
    expect(lines.map(line => line.replace('［图片］', ''))).toEqual(
      end === 'pdf' ? ['中间。', '', '甲\t乙', '', '完。'] : ['', '中间。', '', '甲\t乙', '完。'],
    )
    expect(images).toBe(3)
    // A PDF keeps the smaller one of the table apart.
    expect(pictures.map(({ type }) => type)).toEqual(
      end === 'pdf' ? ['image/png', 'image/jpeg', 'image/png'] : ['image/png', 'image/jpeg'],
    )
    expect(pictureMarks(text).map(({ sha256 }) => sha256)).toContain(pictures[0]?.sha256)
  })
})

describe('one notice in every format', async () => {
  const { text } = await readFileNamed('notice.txt')
  const expected = readDocument(text)

  it('is what it is', () => {
    expect(expected).toMatchObject({
      kind: 'notice',
      title: '党风廉政及行风教育学习通知（2026年12月）',
      month: '2026-12',
      issuers: ['医院纪委办、监察室', '医院行风办'],
      issued: '2026-12-03',
      due: '2026-12-25',
    })
    expect(expected.attachments.map(({ title }) => title)).toEqual([
      '某卫生院节日期间收受礼品问题通报',
      '某医院虚开检查项目案例剖析',
    ])
  })

  it.each(['docx', 'doc', 'pdf'])('reads the same from .%s: words, generated numbers, table, notes', async end => {
    const file = await readFileNamed(`notice.${end}`)
    const { attachments, text: read, ...reading } = readDocument(file.text)
    const { attachments: wanted, text: _, ...same } = expected
    expect(reading).toEqual(same)
    expect(attachments.map(({ title }) => title)).toEqual(wanted.map(({ title }) => title))
    expect(squeezed(read)).toBe(squeezed(text))
    // A paragraph a line: only a PDF cannot tell blank ones.
    const lines = (text: string): string[] => text.split('\n').filter(line => line !== '')
    expect(lines(read)).toEqual(lines(text))
    expect(file.images).toBe(0)
  })
})
