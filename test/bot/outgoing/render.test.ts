import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../bot/outgoing/body.ts'
import { marked } from '../../../bot/outgoing/mark.ts'
import { type Reader, render, type Sayable } from '../../../bot/outgoing/render.ts'
import { CannotPlan } from '../../../handlers/post.ts'
import { Saying } from '../../../handlers/saying.ts'

const study: Extract<Sayable, { kind: 'card' }> = {
  kind: 'card',
  title: '关于开展2026年11月党风廉政学习的通知',
  summary: '请点开阅读全文，学习后点“我已学习”。',
  lines: [
    { name: '案例材料', value: '2 份' },
    { name: '完成期限', value: '11月30日前' },
  ],
  page: '/h5/study/202611-x',
  pageLabel: '阅读全文',
  buttons: [{ text: '我已学习', press: 'study.confirm:202611-x' }],
  word: '已学习',
}
const id = '202611-k3v9x1m2a00100ff'
const pages = 'https://lz.example.org'
const page = `${pages}/h5/study/202611-x`

describe('the study card', () => {
  it('in WeCom with a callback: buttons that call back, and the page', () => {
    expect(render(study, 'wecom', { callback: true, pages, bot: null }, id)).toEqual([
      {
        msgtype: 'template_card',
        template_card: {
          card_type: 'button_interaction',
          main_title: { title: '关于开展2026年11月党风廉政学习的通知' },
          sub_title_text: '请点开阅读全文，学习后点“我已学习”。',
          horizontal_content_list: [
            { keyname: '案例材料', value: '2 份' },
            { keyname: '完成期限', value: '11月30日前' },
          ],
          card_action: { type: 1, url: page },
          task_id: id,
          button_list: [
            { type: 1, text: '阅读全文', style: 2, url: page },
            { text: '我已学习', style: 1, key: 'study.confirm:202611-x' },
          ],
        },
      },
    ])
  })
  it('in WeCom with a callback but without pages: only the buttons', () => {
    const [message] = render(study, 'wecom', { callback: true, pages: null, bot: null }, id)
    expect(message).toMatchObject({ template_card: { button_list: [{ text: '我已学习' }] } })
    expect(JSON.stringify(message)).not.toMatch(/card_action|url/)
  })
  it.each<[Reader, boolean]>([
    ['wecom', false],
    ['wechat', true],
    ['wechat', false],
  ])('for %s, callback %s, with pages: a text card that names the word', (reader, callback) => {
    expect(render(study, reader, { callback, pages, bot: null }, id)).toEqual([
      {
        msgtype: 'textcard',
        textcard: {
          title: '关于开展2026年11月党风廉政学习的通知',
          description:
            '请点开阅读全文，学习后点“我已学习”。\n案例材料：2 份\n完成期限：11月30日前\n确认请回复“已学习”。',
          url: page,
          btntxt: '阅读全文',
        },
      },
    ])
  })
  it.each<[Reader, boolean]>([
    ['wecom', false],
    ['wechat', true],
  ])('for %s, callback %s, without pages: a text that names the word', (reader, callback) => {
    expect(render(study, reader, { callback, pages: null, bot: null }, id)).toEqual([
      {
        msgtype: 'text',
        text: {
          content:
            '关于开展2026年11月党风廉政学习的通知\n请点开阅读全文，学习后点“我已学习”。\n案例材料：2 份\n完成期限：11月30日前\n确认请回复“已学习”。',
        },
      },
    ])
  })
  it('where the app hears nothing, names the smart bot and the word, instead of a button that is not there', () => {
    const ability = { callback: false, pages: null, bot: '清风' }
    const [message] = render(study, 'wecom', ability, id)
    expect(JSON.stringify(message)).toContain('学习后请在企业微信里对智能机器人“清风”说“已学习”。')
    expect(JSON.stringify(message)).not.toContain('点“我已学习”')
    const [card] = render(study, 'wecom', { ...ability, pages }, id)
    expect(JSON.stringify(card)).toContain('也可以在企业微信里对智能机器人“清风”说“已学习”。')
    const [text] = render({ kind: 'text', text: '请回复“送达”查看。' }, 'wecom', ability, id)
    expect(JSON.stringify(text)).toContain('请对智能机器人“清风”说“送达”查看。')
  })

  it('in a group: a notice that opens the page, without buttons or task_id; without pages a text', () => {
    const [message] = render(study, 'group', { callback: true, pages, bot: null }, id)
    expect(message).toMatchObject({
      template_card: {
        card_type: 'text_notice',
        card_action: { type: 1, url: page },
        jump_list: [{ type: 1, title: '阅读全文', url: page }],
      },
    })
    expect(JSON.stringify(message)).not.toMatch(/task_id|button_list/)
    expect(render(study, 'group', { callback: true, pages: null, bot: null }, id)[0]?.msgtype).toBe('text')
  })
  it('without anything to press: a notice with a task_id of its own', () => {
    const [message] = render({ ...study, buttons: [], word: null }, 'wecom', { callback: true, pages, bot: null }, id)
    expect(message).toMatchObject({ template_card: { card_type: 'text_notice', task_id: id } })
  })
  it('with a long title: cut with … at 36, never within a character', () => {
    const [message] = render({ ...study, title: '𠮷'.repeat(40) }, 'wecom', { callback: true, pages, bot: null }, id)
    expect(message).toMatchObject({ template_card: { main_title: { title: `${'𠮷'.repeat(17)}…` } } })
  })
  it('with a long summary: the word is never cut away', () => {
    const [message] = render(
      { ...study, summary: '长'.repeat(600) },
      'wechat',
      { callback: true, pages, bot: null },
      id,
    )
    expect(message).toMatchObject({
      textcard: { description: expect.stringMatching(/…\n确认请回复“已学习”。$/) as string },
    })
  })
})

describe('a text', () => {
  it('that is long comes in parts, none lost', () => {
    const words = '一、认真学习，对照检查。\n'.repeat(500)
    const messages = render({ kind: 'text', text: words }, 'wecom', { callback: true, pages, bot: null }, id)
    expect(messages.length).toBeGreaterThan(5)
    expect(messages.map(message => (message.msgtype === 'text' ? message.text.content : '')).join('')).toBe(words)
  })
  it('of nothing but space cannot be sent', () => {
    expect(() =>
      render({ kind: 'text', text: ' \n\u000b' }, 'wecom', { callback: true, pages, bot: null }, id),
    ).toThrow(CannotPlan)
  })
})

const words = fc.oneof(
  fc.string({
    unit: fc.constantFrom('学', '习', '𠮷', 'e\u0301', '，', '。', ' ', '\n', 'a', '<'),
    maxLength: 900,
    size: 'max',
  }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800'),
)
const sayings: fc.Arbitrary<Sayable> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: words.filter(text => text !== '') }),
  fc.record({
    kind: fc.constant('card' as const),
    title: words,
    summary: words,
    lines: fc.array(fc.record({ name: words, value: words }), { maxLength: 6 }),
    page: fc.option(words.map(rest => `/h5/${rest}`)),
    pageLabel: words,
    buttons: fc.array(fc.record({ text: words, press: words.map(press => press.slice(0, 200)) }), { maxLength: 5 }),
    word: fc.option(words),
  }),
)
const readers = fc.constantFrom<Reader>('wecom', 'wechat', 'group')
const abilities = fc.record({
  callback: fc.boolean(),
  pages: fc.constantFrom(null, pages),
  bot: fc.constantFrom(null, '清风'),
})
const bytes = (text: string): number => Buffer.byteLength(text)

interface Card {
  card_type: string
  main_title: { title: string }
  sub_title_text?: string
  horizontal_content_list?: { keyname: string; value: string }[]
  jump_list?: { title: string; url: string }[]
  card_action?: { type: number; url: string }
  task_id?: string
  button_list?: { type?: number; text: string; style: number; key?: string; url?: string }[]
}

/** Everything the vendor's pages 90236 and 99110 limit. */
function expectWithinLimits(message: Message, reader: Reader): void {
  expect(JSON.stringify(message)).not.toMatch(/(^|[^\\])(\\\\)*\\u/)
  switch (message.msgtype) {
    case 'image':
      return
    case 'text':
      expect(bytes(message.text.content)).toBeLessThanOrEqual(2048)
      return expect(message.text.content.trim()).not.toBe('')
    case 'textcard': {
      const { title, description, url, btntxt } = message.textcard
      expect(bytes(title)).toBeLessThanOrEqual(128)
      expect(bytes(description)).toBeLessThanOrEqual(512)
      expect(bytes(url)).toBeLessThanOrEqual(2048)
      expect(btntxt.length).toBeLessThanOrEqual(4)
      for (const required of [title, description, btntxt]) expect(required.trim()).not.toBe('')
      return expect(url).toMatch(/^https:\/\//)
    }
    case 'file':
      return expect.unreachable()
    case 'template_card':
      return expectCard(message.template_card as Card, reader)
  }
}

function expectCard(card: Card, reader: Reader): void {
  const limit =
    reader === 'group' ? { title: 26, sub: 112, value: 26, link: 13 } : { title: 36, sub: 160, value: 30, link: 18 }
  expect(card.main_title.title.length).toBeLessThanOrEqual(limit.title)
  expect(card.main_title.title).not.toBe('')
  expect((card.sub_title_text ?? '').length).toBeLessThanOrEqual(limit.sub)
  expect((card.horizontal_content_list ?? []).length).toBeLessThanOrEqual(6)
  for (const { keyname, value } of card.horizontal_content_list ?? []) {
    expect(keyname.length).toBeLessThanOrEqual(5)
    expect(keyname).not.toBe('')
    expect(value.length).toBeLessThanOrEqual(limit.value)
  }
  for (const { title, url } of card.jump_list ?? []) {
    expect(title.length).toBeLessThanOrEqual(limit.link)
    expect(bytes(url)).toBeLessThanOrEqual(1024)
  }
  if (card.card_type === 'text_notice') {
    expect(card.card_action?.type).toBe(1)
    if (reader === 'group') expect(card.task_id).toBeUndefined()
    return
  }
  expect(card.card_type).toBe('button_interaction')
  expect(card.task_id).toMatch(/^[0-9A-Za-z_@-]{1,128}$/)
  const buttons = card.button_list ?? []
  expect(buttons.length).toBeGreaterThanOrEqual(1)
  expect(buttons.length).toBeLessThanOrEqual(6)
  for (const button of buttons) {
    expect(button.text.length).toBeLessThanOrEqual(10)
    expect(button.text).not.toBe('')
    if (button.type === 1) expect(button.url).toMatch(/^https:/)
    else expect(bytes(button.key ?? '')).toBeLessThanOrEqual(1024)
  }
}

describe('whatever is said', () => {
  it('to whomever, over whatever channel, stays within every documented limit', () => {
    fc.assert(
      fc.property(sayings, readers, abilities, (saying, reader, ability) => {
        let messages: Message[] = []
        try {
          messages = render(saying, reader, ability, id)
        } catch (error) {
          // Only where there really is nothing to say.
          expect(error).toBeInstanceOf(CannotPlan)
          if (saying.kind === 'text') expect(saying.text.replace(/[\u0000-\u001f]/g, '').trim()).toBe('')
        }
        for (const message of messages) expectWithinLimits(marked(message, id), reader)
      }),
      { numRuns: 400 },
    )
  })
  it('to readers of the WeChat plug-in is a text or a text card', () => {
    fc.assert(
      fc.property(sayings, abilities, (saying, ability) => {
        try {
          for (const { msgtype } of render(saying, 'wechat', ability, id))
            expect(['text', 'textcard']).toContain(msgtype)
        } catch (error) {
          expect(error).toBeInstanceOf(CannotPlan)
        }
      }),
    )
  })
  it('is what the product can say', () => {
    expect(Saying.parse(study)).toEqual(study)
  })
})
