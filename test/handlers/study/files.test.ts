import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readHandedIn } from '../../../handlers/document/handed-in.ts'
import { openBench } from '../../desk.ts'

const fileNamed = (name: string): Promise<Uint8Array> => readFile(new URL(`../document/files/${name}`, import.meta.url))

describe('a file handed in', () => {
  it('begins a notice and is read back; one that cannot be read is answered with what to do', async () => {
    const { perform, clock, close } = await openBench()
    let key = 0
    const sends = async (who: string, name: string, bytes: Uint8Array) => {
      const input = { sent: clock.now(), handed: await readHandedIn(name, bytes) }
      return perform({ key: `202611:${key++}`, act: 'chat.file', input, who, reply: 'return', at: clock.now() })
    }
    expect((await sends('jiwei', 'notice.docx', await fileNamed('notice.docx'))).text).toMatch(
      /【预览】[^]*收到“notice.docx”/,
    )
    expect((await sends('jiwei', 'notice.pdf', await fileNamed('notice.docx'))).text).toContain('没有收下“notice.pdf”')
    expect((await sends('yan', 'notice.docx', await fileNamed('notice.docx'))).text).toContain('您发来的没有保存')
    await close()
  })
})
