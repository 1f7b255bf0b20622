import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xmlReader } from '../../../bot/callback/envelope.ts'
import { readIncoming } from '../../../bot/callback/incoming.ts'
import { receivedFrom } from '../../../bot/callback/received.ts'
import { messageXml } from './deliver.ts'

const read = xmlReader()
const now = 1_700_000_005_000
const hear = (fields: Record<string, string>) => receivedFrom(readIncoming(read(messageXml(fields))), now)

const press = {
  MsgType: 'event',
  Event: 'template_card_event',
  EventKey: 'study.confirm:202311-x',
  TaskId: '202311-y',
  CardType: 'button_interaction',
  ResponseCode: 'CODE',
}

describe('what came in', () => {
  it('is a text with its 64-bit MsgId as key, whole', () => {
    expect(hear({ MsgType: 'text', Content: ' 已学习\n', MsgId: '7300000000000000001' })).toEqual({
      key: '202311:msg:7300000000000000001',
      from: 'ZhangSan',
      sent: 1_700_000_001_000,
      what: { kind: 'text', text: ' 已学习\n' },
    })
  })
  it('is a text without MsgId under a key that tells two texts of a second apart, and does not repeat them', () => {
    const [one, other] = ['张三家的事', '别的'].map(Content => hear({ MsgType: 'text', Content })?.key)
    expect(one).toMatch(/^202311:event:/)
    expect(one).not.toContain('张三')
    expect(other).not.toBe(one)
  })
  it('is a press with the code that changes its card', () => {
    expect(hear(press)).toMatchObject({
      key: '202311:event:ZhangSan|1700000001|event|template_card_event|study.confirm:202311-x|202311-y|',
      what: { kind: 'press', press: 'study.confirm:202311-x', responseCode: 'CODE' },
    })
  })
  it.each([
    [
      { MsgType: 'image', PicUrl: 'https://p', MediaId: 'M', MsgId: '1' },
      { kind: 'other', type: 'image' },
    ],
    [
      { MsgType: 'voice', MediaId: 'M', Format: 'amr', MsgId: '1' },
      { kind: 'other', type: 'voice' },
    ],
    [
      { MsgType: 'video', MediaId: 'M', ThumbMediaId: 'T', MsgId: '1' },
      { kind: 'other', type: 'video' },
    ],
    [
      { MsgType: 'file', MediaId: 'M', Title: 'a.docx', MsgId: '1' },
      { kind: 'other', type: 'file' },
    ],
    [
      { MsgType: 'link', Title: '', Description: '', Url: 'https://l', MsgId: '1' },
      { kind: 'other', type: 'link' },
    ],
    [
      { MsgType: 'location', Location_X: '23.1', Location_Y: '113.3', Scale: '16', Label: '某地', MsgId: '1' },
      { kind: 'other', type: 'location' },
    ],
    [
      { MsgType: 'hologram', MsgId: '1' },
      { kind: 'other', type: 'hologram' },
    ],
    [
      { MsgType: 'text', MsgId: '1' },
      { kind: 'other', type: 'text' },
    ],
    [{ MsgType: 'event', Event: 'enter_agent', EventKey: '' }, { kind: 'silent' }],
    [{ MsgType: 'event', Event: 'subscribe', EventKey: '' }, { kind: 'silent' }],
    [{ MsgType: 'event', Event: 'click', EventKey: 'today' }, { kind: 'silent' }],
    [{ MsgType: 'event', Event: 'inactive_alert', EffectTime: '1' }, { kind: 'silent' }],
    [{ MsgType: 'event' }, { kind: 'silent' }],
    [{}, { kind: 'silent' }],
  ])('is read whatever its type: %o', (fields, what) => {
    expect(hear(fields as Record<string, string>)?.what).toEqual(what)
  })
  it('never lets a doubled element pass for the first one', () => {
    const forged = messageXml({ MsgType: 'text', Content: '已学习', MsgId: '1' }).replace(
      '</xml>',
      '<FromUserName>boss</FromUserName></xml>',
    )
    expect(receivedFrom(readIncoming(read(forged)), now)).toBeNull()
    const doubled = messageXml({ ...press }).replace('</xml>', '<EventKey>draft.release:1</EventKey></xml>')
    expect(receivedFrom(readIncoming(read(doubled)), now)?.what).toEqual({ kind: 'silent' })
  })
  it('has a key in the month of CreateTime in Shanghai', () => {
    // 2023-11-30 23:59:59 and one second later, +08:00
    expect(hear({ MsgType: 'text', Content: '', MsgId: '1', CreateTime: '1701359999' })?.key).toBe('202311:msg:1')
    expect(hear({ MsgType: 'text', Content: '', MsgId: '1', CreateTime: '1701360000' })?.key).toBe('202312:msg:1')
  })
  it('has different keys for different events of one second, and for texts without MsgId', () => {
    const keys = [
      hear(press),
      hear({ ...press, EventKey: 'draft.cancel:1' }),
      hear({ ...press, TaskId: 'other' }),
      hear({ ...press, FromUserName: 'lisi' }),
      hear({ ...press, CreateTime: '1700000002' }),
      hear({ MsgType: 'text', Content: '一' }),
      hear({ MsgType: 'text', Content: '二' }),
    ].map(received => received?.key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(hear({ ...press, ResponseCode: 'ANOTHER' })?.key).toBe(hear(press)?.key)
  })
  it('never fails, whatever the tree', () => {
    const names = fc.constantFrom('MsgType', 'Event', 'FromUserName', 'CreateTime', 'MsgId', 'Content', 'EventKey', 'X')
    const { tree } = fc.letrec<{ branch: never; tree: never }>(tie => ({
      branch: fc.oneof({ maxDepth: 3 }, fc.string(), fc.constantFrom('event', 'text', '1'), tie('tree')) as never,
      tree: fc.dictionary(names, fc.oneof(tie('branch'), fc.array(tie('branch')))) as never,
    }))
    fc.assert(
      fc.property(tree, value => {
        const received = receivedFrom(readIncoming(value), now)
        if (received) expect(received.key).toMatch(/^\d{6}:/)
      }),
    )
  })
})
