import { deflateSync } from 'node:zlib'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readInWorker } from '../../../handlers/document/formats/in-worker.ts'
import { Unreadable } from '../../../handlers/document/formats/unreadable.ts'
import { pdfFile } from './pdf-file.ts'
import { paragraph, wordFile } from './word-file.ts'

const megabyte = 1024 * 1024

async function told(read: Promise<unknown>): Promise<string> {
  const error: unknown = await read.catch((error: unknown) => error)
  if (!(error instanceof Unreadable)) throw error
  return error.message
}

/** A notice whose main part is this long when unpacked, and how it is packed. */
function bomb(length: number, part = '<w:p/>'): Uint8Array {
  const parts = unzipSync(wordFile({ body: 'BODY' }))
  const [before = '', after = ''] = Buffer.from(parts['word/document.xml'] ?? [])
    .toString()
    .split('BODY')
  const xml = before + part.repeat(length / part.length) + after
  return zipSync({ ...parts, 'word/document.xml': strToU8(xml) }, { level: 1 })
}

/** Every size that the archive announces for its main part becomes this one. */
function lying(bytes: Uint8Array, size: number): Uint8Array {
  const lie = Buffer.from(bytes)
  for (const [mark, name, at] of [
    ['PK\x03\x04', 30, 22],
    ['PK\x01\x02', 46, 24],
  ] as const) {
    for (let from = lie.indexOf(mark, 0, 'latin1'); from >= 0; from = lie.indexOf(mark, from + 4, 'latin1')) {
      if (lie.toString('latin1', from + name).startsWith('word/document.xml')) lie.writeUInt32LE(size, from + at)
    }
  }
  return lie
}

describe('a bomb', () => {
  it('that says how large it is, is not unpacked', async () => {
    const large = lying(bomb(megabyte), 110 * megabyte)
    expect(await told(readInWorker({ kind: 'docx', bytes: large }))).toContain('过大')
    expect(await told(readInWorker({ kind: 'docx', bytes: bomb(8 * megabyte) }))).toContain('过大')
  })

  it('whose headers lie, gets no more room than it asked for', async () => {
    const bytes = lying(bomb(64 * megabyte), 1000)
    expect(await told(readInWorker({ kind: 'docx', bytes }, { growth: 200 }))).toContain('损坏')
  })

  it('that fits all sizes but not the memory, ends the worker and nothing else', async () => {
    const noise = Array.from({ length: 900 }, (_, index) => paragraph(String((index * 7919) % 10_007))).join('')
    const bytes = bomb(24 * megabyte, noise)
    expect(await told(readInWorker({ kind: 'docx', bytes }, { heap: 64 }))).toContain('过大')
    const { text } = await readInWorker({ kind: 'docx', bytes: wordFile({ body: paragraph('还在') }) })
    expect(text).toBe('还在')
  })

  it('in a stream of a PDF, is stopped by what the process may grow', async () => {
    const packed = deflateSync(Buffer.alloc(600 * megabyte, 0x20), { level: 1 })
    const bytes = pdfFile([packed])
    expect(await told(readInWorker({ kind: 'pdf', bytes }, { growth: 300 }))).toContain('过大')
  })
})

describe('a file that takes long', () => {
  it('is given up in time, and the next one is read', async () => {
    const body = Array.from({ length: 40_000 }, (_, index) => paragraph(`${index}`)).join('')
    expect(await told(readInWorker({ kind: 'docx', bytes: wordFile({ body }) }, { time: 150 }))).toContain('用时过久')
    expect(await readInWorker({ kind: 'docx', bytes: wordFile({ body: paragraph('下一份') }) })).toMatchObject({
      text: '下一份',
    })
  })
})
