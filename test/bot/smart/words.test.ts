import { describe, expect, it } from 'vitest'
import { heardIn, MessageFrame, withoutMention } from '../../../bot/smart/frames.ts'
import { plain } from '../../../bot/smart/markdown.ts'
import { isMediaAddress, nameIn } from '../../../bot/smart/media.ts'
import { isExcluded, tunnelFor } from '../../../bot/smart/tunnel.ts'

describe('a mention of the bot', () => {
  it.each([
    ['@清风 已学习', '已学习'],
    ['已学习 @清风', '已学习'],
    ['@清风\u2005进度 名单', '进度 名单'],
    ['@清风', ''],
    ['发布学习\n@清风 第一行\n第二行', '发布学习\n第一行\n第二行'],
    ['@小清 进度', '进度'],
    ['请@清风 看看 ab@example.org', '请看看 ab@example.org'],
  ])('is taken out wherever it stands: %j', (typed, meant) => {
    expect(withoutMention(typed, '清风')).toBe(meant)
  })

  it('stays in a single chat, where it may be meant', () => {
    const frame = { msgid: '1', from: { userid: 'a' }, msgtype: 'text', text: { content: '绑定群里说“@清风 绑定”' } }
    expect(heardIn(MessageFrame.parse(frame), '清风')).toEqual({ kind: 'text', text: '绑定群里说“@清风 绑定”' })
  })
})

describe('what a frame holds', () => {
  const frame = (more: object) => heardIn(MessageFrame.parse({ msgid: '1', from: { userid: 'a' }, ...more }), '清风')
  const file = { url: 'https://x/1', aeskey: 'k' }

  it('is its words, of a voice what was recognised, of a text with pictures the texts', () => {
    expect(frame({ msgtype: 'voice', voice: { content: '已学习。' } })).toEqual({ kind: 'text', text: '已学习。' })
    const items = [
      { msgtype: 'text', text: { content: '第一' } },
      { msgtype: 'image', image: file },
      { msgtype: 'text', text: { content: '第二' } },
    ]
    expect(frame({ msgtype: 'mixed', mixed: { msg_item: items } })).toEqual({ kind: 'text', text: '第一\n第二' })
  })

  it('is a file where one is sent or quoted, and something else where there are no words', () => {
    expect(frame({ msgtype: 'file', file })).toEqual({ kind: 'file', file })
    const quote = { msgtype: 'file', file }
    expect(frame({ msgtype: 'text', chattype: 'group', chatid: 'c', text: { content: '@清风' }, quote })).toEqual({
      kind: 'file',
      file,
    })
    for (const msgtype of ['image', 'video', 'hologram']) {
      expect(frame({ msgtype, [msgtype]: file })).toEqual({ kind: 'other', type: msgtype })
    }
    expect(frame({ msgtype: 'mixed', mixed: { msg_item: [{ msgtype: 'image', image: file }] } })).toMatchObject({
      kind: 'other',
    })
  })
})

describe('words as Markdown', () => {
  it.each([
    ['## 标题', '＃＃ 标题'],
    ['**粗** `码` [链接](http://a)', '＊＊粗＊＊ ｀码｀ ［链接］(http://a)'],
    ['1. 第一\n2. 第二', '1．第一  \n2．第二'],
    ['- 一项', '－ 一项'],
    ['<think>想</think> <@zhangwei>', '＜think＞想＜/think＞ ＜@zhangwei＞'],
    ['> 引用', '＞ 引用'],
    ['a | b', 'a ｜ b'],
    ['---', '－－－'],
    ['    缩进', '　　缩进'],
    ['账号 zhang_san，_斜体_', '账号 zhang_san，＿斜体＿'],
    ['~~删~~ 8~9 点', '～～删～～ 8~9 点'],
    ['应学 62 人，已确认 2 人（11月30日前）', '应学 62 人，已确认 2 人（11月30日前）'],
    ['2026-11-12 -5 ℃', '2026-11-12 -5 ℃'],
  ])('show as they were typed: %j', (typed, shown) => {
    expect(plain(typed)).toBe(shown)
  })
})

describe('an address that a message brings', () => {
  const bases = ['https://qyapi.weixin.qq.com', 'http://127.0.0.1:4100']
  it.each([
    ['https://qyapi.weixin.qq.com/x', true],
    ['http://127.0.0.1:4100/aibot/media/1', true],
    ['https://openws.work.weixin.qq.com/file', true],
    ['https://ww-aibot-img-1258476243.cos.ap-guangzhou.myqcloud.com/a/b?sign=1', true],
    ['http://127.0.0.1:22/', false],
    ['http://openws.work.weixin.qq.com/file', false],
    ['https://evil.cos.ap-guangzhou.myqcloud.com/a', false],
    ['https://weixin.qq.com.evil.example/a', false],
    ['https://user:pw@qyapi.weixin.qq.com/x', false],
    ['file:///etc/passwd', false],
    ['x', false],
  ])('%s: %s', (address, fine) => {
    expect(isMediaAddress(address, bases)).toBe(fine)
  })

  it('names its file in the header, escaped or not', () => {
    expect(nameIn(`attachment; filename="a.txt"; filename*=UTF-8''${encodeURIComponent('通知.docx')}`)).toBe(
      '通知.docx',
    )
    expect(nameIn('attachment; filename="通知 11月.docx"')).toBe('通知 11月.docx')
    expect(nameIn('attachment; filename=%E0%A4%A.txt')).toBe('%E0%A4%A.txt')
    expect(nameIn(null)).toBe(null)
  })
})

describe('the way through a proxy', () => {
  it('is taken unless the host is this machine or excluded', () => {
    const proxy = { https: 'http://proxy.example:3128', no: null }
    expect(tunnelFor('wss://openws.work.weixin.qq.com', proxy)).not.toBe(null)
    expect(tunnelFor('ws://127.0.0.1:1', proxy)).toBe(null)
    expect(tunnelFor('wss://openws.work.weixin.qq.com', { https: null, no: null })).toBe(null)
    expect(tunnelFor('wss://openws.work.weixin.qq.com', { ...proxy, no: 'localhost, .qq.com' })).toBe(null)
    expect(isExcluded('a.example.org', 'example.com,*')).toBe(true)
    expect(isExcluded('a.example.org', 'ample.org')).toBe(false)
  })
})
