import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonCard, type Local, noticeCard, openLocal } from './client.ts'

describe('template cards', () => {
  let local: Local
  beforeAll(async () => {
    local = await openLocal()
  })
  afterAll(() => local.close())
  const codeOf = async (message: object) => {
    local.clock.add(10_000)
    await local.client.login()
    return (await local.client.send(message)).errcode
  }
  const repeat = <T>(count: number, item: T) => Array.from({ length: count }, () => item)
  const option = { id: 'a', text: '甲' }
  const submit = { text: '提交', key: 'submit' }
  const vote = (over: object = {}) =>
    buttonCard({
      card_type: 'vote_interaction',
      button_list: undefined,
      checkbox: { question_key: 'q', option_list: [option] },
      submit_button: submit,
      ...over,
    })
  const choice = (over: object = {}) =>
    buttonCard({
      card_type: 'multiple_interaction',
      button_list: undefined,
      select_list: [{ question_key: 'q', option_list: [option] }],
      submit_button: submit,
      ...over,
    })
  const news = (over: object = {}) =>
    noticeCard({ card_type: 'news_notice', card_image: { url: 'https://lz.example.org/a.png' }, ...over })

  it.each([
    ['a button card', buttonCard(), 0],
    ['a notice', noticeCard(), 0],
    ['a news notice', news(), 0],
    ['a vote', vote(), 0],
    ['a multiple choice', choice(), 0],
    ['an unknown kind', buttonCard({ card_type: 'shout' }), 42031],
    ['no kind', buttonCard({ card_type: undefined }), 42031],
    ['no title', buttonCard({ main_title: undefined }), 41016],
    ['a notice with neither title nor text', noticeCard({ main_title: {} }), 41016],
    ['a notice with a text alone', noticeCard({ main_title: undefined, sub_title_text: '请看' }), 0],
    ['no task_id', buttonCard({ task_id: undefined }), 42014],
    ['a task_id with other characters', buttonCard({ task_id: '任务' }), 42014],
    ['a task_id that is too long', buttonCard({ task_id: 'a'.repeat(129) }), 42014],
    ['no buttons', buttonCard({ button_list: [] }), 40058],
    ['seven buttons', buttonCard({ button_list: repeat(7, { text: '好', key: 'k' }) }), 40058],
    ['a list that is none', buttonCard({ button_list: { text: '好', key: 'k' } }), 40035],
    ['a button without text', buttonCard({ button_list: [{ key: 'k' }] }), 42020],
    ['a button without key', buttonCard({ button_list: [{ text: '好' }] }), 42019],
    ['a key that is too long', buttonCard({ button_list: [{ text: '好', key: 'k'.repeat(1025) }] }), 42018],
    ['a button that opens nothing', buttonCard({ button_list: [{ text: '好', type: 1 }] }), 42028],
    ['a button that opens a page', buttonCard({ button_list: [{ text: '好', type: 1, url: 'https://a.example' }] }), 0],
    ['a notice without action', noticeCard({ card_action: undefined }), 42045],
    ['a notice whose action is nothing', noticeCard({ card_action: { type: 0 } }), 42045],
    ['an action without address', noticeCard({ card_action: { type: 1 } }), 42028],
    ['a mini program without id', noticeCard({ card_action: { type: 2 } }), 42030],
    ['a line without name', buttonCard({ horizontal_content_list: [{ value: '一' }] }), 42027],
    ['seven lines', buttonCard({ horizontal_content_list: repeat(7, { keyname: '一' }) }), 42035],
    ['a line that opens nothing', buttonCard({ horizontal_content_list: [{ keyname: '一', type: 1 }] }), 42028],
    ['a line without its file', buttonCard({ horizontal_content_list: [{ keyname: '一', type: 2 }] }), 42029],
    ['a line of nobody', buttonCard({ horizontal_content_list: [{ keyname: '一', type: 3, userid: 'no' }] }), 42050],
    ['four jumps', noticeCard({ jump_list: repeat(4, { title: '一' }) }), 42042],
    ['a jump without title', noticeCard({ jump_list: [{ type: 0 }] }), 42033],
    ['five vertical lines', news({ vertical_content_list: repeat(5, { title: '一' }) }), 42036],
    ['a news notice without picture', news({ card_image: undefined }), 42044],
    ['a picture of odd shape', news({ card_image: { url: 'https://a.example/a.png', aspect_ratio: 3 } }), 40058],
    ['a question without key', vote({ checkbox: { option_list: [option] } }), 42043],
    ['a question without options', vote({ checkbox: { question_key: 'q', option_list: [] } }), 42037],
    ['an option without id', vote({ checkbox: { question_key: 'q', option_list: [{ text: '甲' }] } }), 42040],
    ['an option without text', vote({ checkbox: { question_key: 'q', option_list: [{ id: 'a' }] } }), 42041],
    ['four questions', choice({ select_list: repeat(4, { question_key: 'q', option_list: [option] }) }), 42047],
    ['a vote without submit', vote({ submit_button: undefined }), 42046],
    ['a submit without text', vote({ submit_button: { key: 'k' } }), 42049],
    [
      'a menu with one key twice',
      noticeCard({ task_id: 'menu-1', action_menu: { action_list: repeat(2, { text: '不再提醒', key: 'k' }) } }),
      42051,
    ],
    ['a menu without task_id', noticeCard({ action_menu: { action_list: [{ text: '好', key: 'k' }] } }), 42014],
  ])('answers %s', async (_, message, expected) => {
    expect(await codeOf(message)).toBe(expected)
  })

  it('never takes a task_id twice', async () => {
    const card = buttonCard()
    expect(await codeOf(card)).toBe(0)
    local.clock.add(400 * 24 * 3_600_000)
    expect(await codeOf(card)).toBe(42014)
  })

  it('wants a callback for what calls back, by a switch', async () => {
    local.sandbox.switches.noCallbackConfigured = true
    const menu = { task_id: 'menu-2', action_menu: { action_list: [{ text: '好', key: 'k' }] } }
    for (const card of [buttonCard(), vote(), choice(), noticeCard(menu)]) expect(await codeOf(card)).toBe(43012)
    for (const card of [noticeCard(), news()]) expect(await codeOf(card)).toBe(0)
    local.sandbox.switches.noCallbackConfigured = false
  })

  it('notes texts that are cut in display', async () => {
    const before = local.sandbox.findings().length
    const lines = [{ keyname: '学习的月份', value: '十'.repeat(31) }]
    expect(await codeOf(buttonCard({ main_title: { title: '学'.repeat(37) }, horizontal_content_list: lines }))).toBe(0)
    expect(local.sandbox.findings().slice(before)).toEqual([
      'message/send: main_title.title is cut after 36 characters',
      'message/send: horizontal_content_list.value is cut after 30 characters',
    ])
  })

  it('shows what the card says', async () => {
    await codeOf(
      buttonCard({
        source: { desc: '纪委办' },
        main_title: { title: '学习', desc: '十一月' },
        sub_title_text: '请阅读',
        horizontal_content_list: [
          { keyname: '期限', value: '11月30日' },
          { keyname: '材料', value: '通报', type: 1, url: 'https://lz.example.org/m' },
        ],
        card_action: { type: 1, url: 'https://lz.example.org/n' },
        button_list: [
          { text: '阅读', type: 1, style: 2, url: 'https://lz.example.org/n' },
          { text: '我已学习', key: 'done' },
        ],
      }),
    )
    expect(local.sandbox.messages('zhangwei').at(-1)?.content).toEqual({
      type: 'card',
      cardType: 'button_interaction',
      source: '纪委办',
      title: '学习',
      desc: '十一月',
      subTitle: '请阅读',
      emphasis: null,
      lines: [
        { name: '期限', value: '11月30日', url: null },
        { name: '材料', value: '通报', url: 'https://lz.example.org/m' },
      ],
      url: 'https://lz.example.org/n',
      buttons: [
        { text: '阅读', key: '', style: 2, url: 'https://lz.example.org/n' },
        { text: '我已学习', key: 'done', style: 1, url: null },
      ],
      replaced: null,
    })
  })
})
