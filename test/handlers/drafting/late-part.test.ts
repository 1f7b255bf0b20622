import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from '../../../handlers/study/notice.ts'
import { type Bench, openBench } from '../../desk.ts'
import { novemberNotice } from '../../notices.ts'

describe('a part that is delivered late', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench()
  })
  afterEach(() => bench.close())

  /** Says something that was sent so many seconds after the beginning. */
  const says = async (message: string, second: number): Promise<string> => {
    const sent = bench.clock.now() + second * 1000
    const key = `202611:msg:${message.length}-${second}`
    const deed = { key, act: 'chat.text', input: { message, sent }, who: 'jiwei', reply: 'return', at: sent } as const
    return (await bench.perform(deed)).text ?? ''
  }
  const third = Math.floor(novemberNotice.length / 3)
  const parts = [0, 1, 2].map(place =>
    novemberNotice.slice(place * third, place === 2 ? undefined : (place + 1) * third),
  )

  it('belongs to the text if it was sent before 完, in its place', async () => {
    await says('发布学习', 0)
    await says(parts[0] ?? '', 1)
    await says(parts[2] ?? '', 3)
    await says('完', 4)
    expect(await says(parts[1] ?? '', 2)).toContain('补入全文')
    await says('发布', 9)
    const [notice] = await bench.store.read(tx => tx.notices.list('state', ['issued']))
    expect(notice?.hash).toBe(hashOf(parts.join('\n')))
  })

  it('releases nothing that has not been seen: a 发布 from before the preview', async () => {
    await says('发布学习', 0)
    await says(novemberNotice, 1)
    await says('完', 4)
    expect(await says('发布', 3)).toContain('【预览】')
    expect(await says('发布', 5)).toContain('已发布')
  })

  it('is none if it was sent after 完', async () => {
    await says('发布学习', 0)
    await says(novemberNotice, 1)
    await says('完', 4)
    expect(await says('请各科室认真学习。\n谢谢。', 5)).not.toContain('补入全文')
    expect(await says('范围 内科', 6)).toContain('【预览】')
  })
})
