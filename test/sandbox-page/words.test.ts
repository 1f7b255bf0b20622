import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sends } from '../../sandbox/page/composables/composer-keys.ts'
import { botMarkdownHtml, markdownHtml } from '../../sandbox/page/composables/markdown.ts'
import { newsIn } from '../../sandbox/page/composables/news.ts'
import { groupPeople, marksOf } from '../../sandbox/page/composables/people.ts'
import { hashOf, placeOf } from '../../sandbox/page/composables/place.ts'
import { textParts } from '../../sandbox/page/composables/text-parts.ts'
import { textcardLines } from '../../sandbox/page/composables/textcard-lines.ts'
import { daysLater, minuteOf, momentWords, needsMark, shortMomentWords } from '../../sandbox/page/composables/times.ts'
import { sampleState } from './samples.ts'

const at = (local: string) => Date.parse(`${local}:00+08:00`)

describe('a text', () => {
  it('has links where it says <a href>, whatever the quotes', () => {
    expect(
      textParts(`请<a href="https://a.cn/1?b=2&amp;c=3">阅读</a>或<A class=x href='http://a.cn'>下载</A>。`),
    ).toEqual([
      { words: '请', url: null },
      { words: '阅读', url: 'https://a.cn/1?b=2&c=3' },
      { words: '或', url: null },
      { words: '下载', url: 'http://a.cn' },
      { words: '。', url: null },
    ])
  })

  it.each([
    ['见 https://a.cn/x?y=1&z=2。', ['https://a.cn/x?y=1&z=2']],
    ['见（https://a.cn/通知）', ['https://a.cn/']],
    ['(http://a.cn/b_(c)) http://b.cn, 好', ['http://a.cn/b_(c)', 'http://b.cn']],
    ['https://a.cn和http://127.0.0.1:3000/h5', ['https://a.cn', 'http://127.0.0.1:3000/h5']],
    ['<a href="https://a.cn">https://b.cn</a>', ['https://a.cn']],
    ['http:// ftp://a.cn a.cn', []],
  ])('has links where an address is typed: %s', (text, urls) => {
    const parts = textParts(text)
    expect(parts.flatMap(({ url }) => url ?? [])).toEqual(urls)
    if (!text.includes('<a')) expect(parts.map(({ words }) => words).join('')).toBe(text)
  })

  it.each(['<a href="javascript:alert(1)">点</a>', '<a href="data:text/html,x">点</a>', '<a href="/x">点</a>'])(
    'leads nowhere but to the web: %s',
    text => expect(textParts(text)).toEqual([{ words: text, url: null }]),
  )

  it('stands as typed around its links', () => {
    const link = fc.record({
      words: fc.constantFrom('阅读', '㛃'),
      url: fc.constantFrom('http://a.cn', 'https://b.cn/x?y=1'),
    })
    const plain = fc.constantFrom('\n', '㛃', '<b>粗</b>', '&lt;', '"', '>', '<a ', '<a href="#">', '</a>')
    fc.assert(
      fc.property(fc.array(fc.oneof(link, plain)), pieces => {
        const typed = pieces.map(piece =>
          typeof piece === 'string' ? piece : `<a href="${piece.url}">${piece.words}</a>`,
        )
        const shown = pieces.map(piece => (typeof piece === 'string' ? piece : `[${piece.words}](${piece.url})`))
        const parts = textParts(typed.join(''))
        expect(parts.map(({ words, url }) => (url ? `[${words}](${url})` : words)).join('')).toBe(shown.join(''))
      }),
    )
  })
})

describe('markdown', () => {
  it('knows headings, bold, links, code, quotes and three colours', () => {
    const html = markdownHtml(
      '## 标题\n**粗** <font color="warning">**60** 人</font> `码` [看](https://a.cn/x?y=1)\n>引\n后',
      'li/na',
    )
    expect(html).toContain('<p class="heading-2">标题</p>')
    expect(html).toContain('<strong>粗</strong>')
    expect(html).toContain('<span class="font-warning"><strong>60</strong> 人</span>')
    expect(html).toContain('<code>码</code>')
    expect(html).toContain('href="/local/open?as=li%2Fna&amp;url=https%3A%2F%2Fa.cn%2Fx%3Fy%3D1" target="wecom-li/na"')
    expect(html).toMatch(/<blockquote>\s*<p>引<\/p>\s*<\/blockquote>\s*<p>后<\/p>/)
  })

  it('of the smart bot knows lists, tables and italics too, no HTML, and keeps what it thinks apart', () => {
    const { html, thought } = botMarkdownHtml(
      '<think>先数。</think>*斜* https://a.cn/x\n- 项\n\n| 表 |\n| --- |\n| 1 |\n\n<b>x</b> [坏](javascript:alert(1))',
      'li',
    )
    expect(thought).toBe('先数。')
    for (const mark of ['<em>斜</em>', '<li>', '<table>', 'href="/local/open?as=li&amp;url=https%3A%2F%2Fa.cn%2Fx"'])
      expect(html).toContain(mark)
    expect(html).not.toMatch(/<b>|think|href="javascript/)
    expect(botMarkdownHtml('<think>还在想', 'li')).toEqual({ thought: '还在想', html: '' })
  })

  it('leaves as typed what WeCom does not know', () => {
    const html = markdownHtml(
      '*斜* - 项\n| 表 |\n![图](https://a.cn/i.png) <font color="red">红</font> https://a.cn',
      'a',
    )
    expect(html).not.toMatch(/<(em|li|table|img|font)\b/)
    expect(html).toContain('*斜*')
  })

  it('makes no other mark and no address outside the web, whatever is written', () => {
    const pieces = fc.constantFrom(
      '<font color="info">',
      '</font>',
      '<font color="warning" onclick="x">',
      '**',
      '`',
      '[',
      '](',
      ')',
      'javascript:alert(1)',
      'https://a.cn',
      '<img src=x onerror=alert(1)>',
      '<script>',
      '>',
      '\n',
      '# ',
      '"',
      "'",
      '&',
      '<a href="',
      '䶮',
    )
    const allowed =
      /^<p class="heading-[1-6]">$|^<\/?(?:p|br|strong|code|blockquote)>$|^<\/?span>$|^<span class="font-(?:info|comment|warning)">$|^<a>$|^<\/a>$|^<a href="\/local\/open\?as=a&amp;url=https?%3A[^"<>]*" target="wecom-a">$/
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), pieces => {
        const html = markdownHtml(pieces.join(''), 'a')
        for (const [mark] of html.matchAll(/<[^>]*>/g)) expect(mark).toMatch(allowed)
        for (const tag of ['span', 'a', 'strong']) {
          const count = (pattern: string) => html.match(new RegExp(pattern, 'g'))?.length ?? 0
          expect(count(`<${tag}[ >]`)).toBe(count(`</${tag}>`))
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a text card', () => {
  it('has its lines in three tones, and shows other marks as typed', () => {
    const lines = textcardLines(
      '开头<div class="gray">2026年11月11日</div> <div class="normal">第一行<br>第二行</div><div class="highlight">剩余 2 天</div><b>尾</b>',
    )
    expect(lines).toEqual([
      { tone: 'normal', words: '开头' },
      { tone: 'gray', words: '2026年11月11日' },
      { tone: 'normal', words: '第一行\n第二行' },
      { tone: 'highlight', words: '剩余 2 天' },
      { tone: 'normal', words: '<b>尾</b>' },
    ])
  })
})

describe('moments', () => {
  it.each([
    ['2026-11-12T00:00', '00:00', '00:00'],
    ['2026-11-11T23:59', '昨天 23:59', '昨天'],
    ['2026-11-10T07:05', '11月10日 07:05', '11月10日'],
    ['2025-12-31T07:05', '2025年12月31日 07:05', '2025年12月31日'],
  ])('%s is written %s, in short %s', (moment, words, short) => {
    expect(momentWords(at(moment), at('2026-11-12T09:07'))).toBe(words)
    expect(shortMomentWords(at(moment), at('2026-11-12T09:07'))).toBe(short)
  })

  it('stand above a message after five minutes or at midnight', () => {
    expect(needsMark(at('2026-11-12T09:07'), null)).toBe(true)
    expect(needsMark(at('2026-11-12T09:07'), at('2026-11-12T09:02'))).toBe(false)
    expect(needsMark(at('2026-11-12T09:08'), at('2026-11-12T09:02'))).toBe(true)
    expect(needsMark(at('2026-11-13T00:00'), at('2026-11-12T23:58'))).toBe(true)
  })

  it('are told to the clock in Shanghai', () => {
    expect(minuteOf(at('2026-12-31T23:30') + 3_600_000)).toBe('2027-01-01T00:30')
    expect(daysLater(at('2026-12-30T23:30'), 3, '09:07')).toBe('2027-01-02T09:07')
  })
})

describe('the key that sends', () => {
  const key = { key: 'Enter', keyCode: 13, shiftKey: false, altKey: false, isComposing: false }
  it.each([
    ['Enter', {}, false, true],
    ['Shift+Enter', { shiftKey: true }, false, false],
    ['another key', { key: 'a', keyCode: 65 }, false, false],
    ['Enter that an input method reports as composing', { isComposing: true }, false, false],
    ['Enter that an input method has taken', { keyCode: 229 }, false, false],
    ['Enter between compositionstart and compositionend', {}, true, false],
  ])('%s', (_name, change, composing, expected) => expect(sends({ ...key, ...change }, composing)).toBe(expected))
})

describe('the address after #', () => {
  it('comes back as it was given', () => {
    const name = fc.string({ minLength: 1 })
    fc.assert(
      fc.property(name, fc.option(name), (person, chat) => {
        expect(placeOf(hashOf({ person, chat }))).toEqual({ person, chat })
      }),
    )
  })

  it.each(['', '#', '#/', '#/%E0%A4%A'])('is nowhere for %j', hash => {
    expect(placeOf(hash)).toEqual({ person: null, chat: null })
  })
})

describe('people', () => {
  const { people } = sampleState()

  it('are found by words of name, department, position and note, in any order', () => {
    const found = (search: string) =>
      groupPeople(people, search).flatMap(({ people }) => people.map(({ name }) => name))
    expect(found('骨科 未激活')).toEqual(['陈静'])
    expect(found('微信')).toEqual(['欧阳䶮'])
    expect(found('ZHANGWEI')).toEqual(['张伟'])
    expect(found('')).toHaveLength(people.length)
  })

  it('stand once, those with a note first', () => {
    const groups = groupPeople(people, '')
    expect(groups[0]?.people.every(({ note }) => note)).toBe(true)
    expect(new Set(groups.flatMap(({ people }) => people))).toEqual(new Set(people))
  })

  it('carry each mark once', () => {
    const [person] = people
    if (!person) throw new Error('nobody')
    expect(marksOf({ ...person, note: '未激活', status: 4, wechat: true })).toEqual(['未激活', '微信阅读'])
    expect(marksOf({ ...person, note: '微信插件', wechat: true })).toEqual(['微信插件'])
  })
})

describe('news', () => {
  it.each([
    ['{"changed":["a",1,"b"]}', { changed: ['a', 'b'], clock: false }],
    ['{"clock":true}', { changed: [], clock: true }],
    ['{', { changed: [], clock: false }],
    ['null', { changed: [], clock: false }],
  ])('%s', (data, news) => expect(newsIn(data)).toEqual(news))
})
