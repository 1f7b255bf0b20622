import { describe, expect, it } from 'vitest'
import { progressChart } from '../../../handlers/picture/progress-picture.ts'
import { pictureOf } from '../../../handlers/print/press.ts'
import { progressOf } from '../../../handlers/study/progress.ts'
import { openBench } from '../../desk.ts'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'
import { notice as pagesNotice, openPages } from '../../web/house.ts'

/** Width and height as a PNG says them. */
const sizeOf = (png: Uint8Array): [number, number] => {
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG')
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

describe('the progress as a picture in chat', { timeout: 120_000 }, () => {
  const town = eachInTown()
  const publish = () => town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
  const lastOf = (userid: string) => town.sandbox.messages(userid).at(-1)?.content.type

  it.each(['进度 图', '进度图', '进度 图片', '给我看看进度图'])('comes with the sum in words: %s', async words => {
    await publish()
    await town.chat('jiwei').says(words).hears('应学 14 人，已确认 0 人，未确认 14 人')
    expect(lastOf('jiwei')).toBe('image')
    expect(town.chat('jiwei').heard()).not.toContain('王新')
  })

  it('is for whoever oversees people; through the WeChat plug-in its sentence is read', async () => {
    await publish()
    await town.chat('sunhu').says('进度 图').hears('应学 2 人')
    expect(lastOf('sunhu')).toBe('image')
    await town.chat('yan').says('进度 图').hears('进度由科室负责人和纪委办查看')
    expect(lastOf('yan')).toBe('text')
    await town.chat('jiwei').says('微信阅读 郑爽')
    await town.chat('zheng').says('进度 图').hears('打开进度页下载')
    expect(lastOf('zheng')).toBe('text')
  })
})

describe('the picture of a progress', { timeout: 120_000 }, () => {
  it('has a bar for each department in organisation order, whose segments are the department', async () => {
    const bench = await openBench()
    const at = bench.clock.now()
    const say = (who: string, message: string, key: string) => {
      const input = { message, sent: at }
      return bench.perform({ key, act: 'chat.text', input, who, reply: 'return', at })
    }
    await say('jiwei', `发布学习\n${novemberNotice}`, '202611:1')
    await say('jiwei', '发布', '202611:2')
    await say('yan', '已学习', '202611:3')
    const chart = await bench.store.read(async tx => {
      const [notice] = await tx.notices.list('unit', ['1'])
      const progress = await progressOf(tx, notice?.id ?? '', null)
      return progress && progressChart(progress, at)
    })
    expect(chart?.bars.map(({ label, note }) => `${label} ${note}`)).toEqual([
      '内科（本级） 0/1',
      '心内科 0/3',
      '呼吸科 1/2',
      '外科 0/3',
      '护理部 0/3',
      '纪委办公室 0/2',
    ])
    expect(chart?.segments.map(({ name }) => name)).toEqual(['已确认', '未确认'])
    for (const { values } of chart?.bars ?? []) expect(values.reduce((sum, value) => sum + value, 0)).toBe(100)
    await bench.close()
  })

  it('of sixty departments is tall, readable and small', async () => {
    const bars = Array.from({ length: 60 }, (_, place) => ({
      label: `呼吸与危重症医学科第 ${place} 病区鄢㛃`,
      values: [place, 100 - place],
      note: `${place}/100`,
    }))
    const segments = [
      { name: '已确认', colour: '#17614f' },
      { name: '未确认', colour: '#e0ddd5' },
    ]
    const png = await pictureOf({ title: '《学习通知》', subtitle: '应学 6000 人', segments, bars })
    const [width, height] = sizeOf(png)
    expect([width, height > 60 * 40]).toEqual([900, true])
    expect(png.length).toBeLessThan(2 * 1024 * 1024)
  })

  it('is downloaded from the page: a head has the own departments on it', async () => {
    const house = await openPages()
    const office = await house.visit('jiwei')
    const head = await house.visit('wangxin')
    const path = `/api/notices/${pagesNotice}/progress.png`
    const [all, own] = [await office.open(path), await head.open(path)]
    expect(all.headers['content-disposition']).toContain(encodeURIComponent('学习进度2026年11月.png'))
    // Three departments and one.
    expect(sizeOf(all.bytes)[1] - sizeOf(own.bytes)[1]).toBe(2 * 46)
    await house.close()
  })
})
