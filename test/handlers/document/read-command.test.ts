import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCommand } from '../../../handlers/document/read-command.ts'
import { novemberNotice } from '../../notices.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qingfeng-read-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(name: string, bytes: string | Uint8Array) {
  const file = join(folder, name)
  await writeFile(file, bytes)
  return readCommand([file])
}

describe('read FILE', () => {
  it('prints one JSON object with the whole text', async () => {
    const { stdout, stderr, code } = await read('notice.txt', novemberNotice)
    expect({ stderr, code, lines: stdout.split('\n').length }).toEqual({ stderr: '', code: 0, lines: 2 })
    const reading: unknown = JSON.parse(stdout)
    expect(reading).toMatchObject({ kind: 'notice', month: '2026-11', issued: null, due: null, text: novemberNotice })
    expect(Object.keys(reading instanceof Object ? reading : {})).toEqual([
      'kind',
      'title',
      'month',
      'issuers',
      'issued',
      'due',
      'attachments',
      'text',
    ])
  })

  it('reads UTF-8 with a byte order mark, else GB18030', async () => {
    const marked = await read('marked.TXT', `\ufeff${novemberNotice}`)
    expect(JSON.parse(marked.stdout)).toMatchObject({ text: novemberNotice })
    // 学习通知 and 各科室： in GB18030.
    const old = await read(
      'old.txt',
      Uint8Array.from([
        0xd1, 0xa7, 0xcf, 0xb0, 0xcd, 0xa8, 0xd6, 0xaa, 10, 0xb8, 0xf7, 0xbf, 0xc6, 0xca, 0xd2, 0xa3, 0xba,
      ]),
    )
    expect(JSON.parse(old.stdout)).toMatchObject({ title: '学习通知' })
  })

  it.each([
    ['picture.png', Uint8Array.from([1]), '.txt'],
    ['constructor', 'x', '.txt'],
    ['broken.txt', Uint8Array.from([0xff, 0xff, 0x80]), 'UTF-8'],
  ])('says of %s in one sentence what to do, and ends with 2', async (name, bytes, word) => {
    const { stdout, stderr, code } = await read(name, bytes)
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 })
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toContain(word)
  })

  it('says so of a file that is not there, of a folder, and of no file', async () => {
    expect(await readCommand([join(folder, 'none.txt')])).toMatchObject({
      code: 2,
      stderr: '没有找到这个文件，请核对路径。\n',
    })
    expect(await readCommand([folder])).toMatchObject({ code: 2 })
    expect(await readCommand([])).toMatchObject({ code: 2 })
  })
})
