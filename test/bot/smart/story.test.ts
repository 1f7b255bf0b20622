import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown, until, wordsOf } from '../../town.ts'

describe('the month in the single chat with the smart bot', () => {
  const town = eachInTown()
  const bot = (userid: string) => town.chat(userid, 'bot')
  const shown = (userid: string): string => town.sandbox.messages(userid, 'bot').map(wordsOf).join('\n')
  const frames = (cmd: string) => town.sandbox.aibot.frames().filter(frame => frame.cmd === cmd)

  it('goes from the notice to the numbers, and its answers are answers', async () => {
    await bot('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .hears('党风廉政及行风教育学习通知')
      .taps('发布')
      .hears('已发布')
    await bot('zhangwei').says('待办').hears('您的待办').taps('我已学习')
    expect(shown('zhangwei')).toContain('[11月12日已确认]')
    await bot('zhangwei').says('已学习').hears('您没有待确认的学习')
    await bot('wangxin').says('进度').hears('应学 3 人，已确认 1 人，未确认 2 人')
    await bot('jiwei').says('催办').hears('已催办')
    await bot('zhao').says('学完了', { voice: true }).hears('已记录，谢谢')
    await bot('jiwei').says('进度').hears('已确认 2 人')
    expect(frames('aibot_respond_msg').every(({ errcode }) => errcode === 0)).toBe(true)
    expect(frames('aibot_respond_welcome_msg')).toHaveLength(4)
  })

  it('goes on where it was interrupted, on whichever channel', async () => {
    await bot('jiwei').says('发布学习').hears('请发学习通知的全文')
    await town.chat('jiwei').says(novemberNotice).hears('收到')
    await bot('jiwei').says('完').hears('学习通知')
    await town.chat('jiwei').says('发布').hears('已发布')
  })

  it('shows on a card that cannot be pressed any more what is, and answers another press truly', async () => {
    await bot('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    await bot('zhangwei').says('待办').taps('我已学习')
    expect(shown('zhangwei')).toContain('[11月12日已确认]')
    const message = town.sandbox.messages('zhangwei', 'bot').findLast(({ content }) => content.type === 'card')
    await town.sandbox.press('zhangwei', message?.id ?? '', keyIn(message))
    await bot('zhangwei').waits()
    await until(() => shown('zhangwei').includes('不用重复'))
  })

  it('says in words what a card can no longer show', async () => {
    await bot('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    town.sandbox.fault({ path: 'aibot_respond_update_msg', times: 1, errcode: 846604 })
    await bot('zhangwei').says('待办').taps('我已学习').hears('已记录，谢谢。回执')
  })

  it('takes the notice as a file, from the office only, and says of a picture that it is not read', async () => {
    const file = { name: '11月学习通知.txt', bytes: Buffer.from(novemberNotice) }
    await bot('jiwei').sends(file).hears('收到“11月学习通知.txt”')
    await bot('jiwei').says('完').says('发布').hears('已发布')
    await bot('zhao').sends(file).hears('您发来的没有保存')
    await bot('zhao')
      .sends({ name: '截图.png', bytes: Buffer.from('89504e470d0a1a0a', 'hex'), picture: true })
      .hears('只能处理文字')
    await bot('jiwei')
      .sends({ name: '很大.txt', bytes: Buffer.alloc(21 * 1024 * 1024, 'a') })
      .hears('超过 20 MB')
  }, 20_000)

  it('takes a file that somebody quotes in a group, and goes on apart', async () => {
    const group = 'group:group-key-xinnei'
    await bot('jiwei').says('帮助')
    town.sandbox.changePlan(plan => plan.groups.forEach(one => one.departments.push(9)))
    const sent = await town.sandbox.sendFile('jiwei', {
      name: '通知.txt',
      bytes: Buffer.from(novemberNotice),
      chat: group,
    })
    await town.chat('jiwei', group).says('@清风 这个', { quote: sent.id }).hears('已在您的单聊里继续。')
    expect(town.sandbox.messages('jiwei', 'bot').map(wordsOf).join()).toContain('收到“通知.txt”')
  })

  it('divides what is longer than a message holds', async () => {
    const long = '这是一段很长的内容，请大家认真学习。'.repeat(900)
    await bot('jiwei').says(`群发\n${long}`)
    const said = town.sandbox.messages('jiwei', 'bot').filter(({ from }) => from === 'bot')
    expect(said.map(wordsOf).join('').split('请大家认真学习').length - 1).toBe(900)
  })
})

describe('an installation that only goes out', () => {
  const town = eachInTown({ env: { WECOM_TOKEN: '', WECOM_ENCODING_AES_KEY: '', PUBLIC_URL: '' } })
  const bot = (userid: string) => town.chat(userid, 'bot')

  it('publishes, reminds, confirms and counts through the smart bot, and says whom to speak to', async () => {
    town.sandbox.switches.noCallbackConfigured = true
    await bot('jiwei').says(`发布学习\n${novemberNotice}`).hears('发布').says('发布').hears('已发布')
    const got = town.sandbox.messages('zhangwei').map(wordsOf).join('\n')
    expect(got).toContain('学习后请在企业微信里对智能机器人“清风”说“已学习”。')
    expect(got).not.toMatch(/点“我已学习”|回复“/u)
    // The text comes as a file beside it.
    expect(town.sandbox.messages('zhangwei').some(({ content }) => content.type === 'file')).toBe(true)
    await bot('zhangwei').says('已学习').hears('已记录，谢谢')
    await bot('jiwei').says('催办').hears('已催办')
    expect(wordsOf(town.sandbox.messages('zhao').at(-1)!)).toContain('对智能机器人“清风”说“已学习”')
    await bot('jiwei').says('进度').hears('已确认 1 人')
    await bot('jiwei').says('导出').hears('花名册')
    expect(town.sandbox.messages('jiwei', 'bot').some(({ content }) => content.type === 'file')).toBe(true)
  })
})

const keyIn = (message: { content: { type: string; buttons?: { key: string }[] } } | undefined): string =>
  message?.content.buttons?.[0]?.key ?? ''
