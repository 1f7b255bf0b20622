import { it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { openTown } from '../../town.ts'

it('plays', async () => {
  const town = await openTown()
  const say = async (who: string, words: string) => {
    await town.chat(who).says(words)
    const chat = town.chat(who)
    const all = town.sandbox.messages(who)
    const from = all.findLastIndex(m => m.from !== 'bot')
    console.log(`>> ${who}: ${words.slice(0, 60)}\n` + all.slice(from + 1).map(m => JSON.stringify(m.content.type === 'card' ? { title: m.content.title, sub: m.content.subTitle, lines: m.content.lines, b: m.content.buttons, r: m.content.replaced } : m.content.type === 'text' ? m.content.text : m.content, null, 1).replaceAll('\\n', '\n')).join('\n--\n'))
    void chat
  }
  await say('jiwei', `发布学习\n${novemberNotice.replace('堵塞漏洞。', '堵塞漏洞。请于11月25日前完成学习。')}`)
  await say('jiwei', '发布')
  await say('yan', '已学习')
  town.clock.add(3600_000)
  await say('jiwei', '修改 11月')
  await say('jiwei', '把“存戒惧”改为“存戒具”')
  await say('jiwei', '把“案例”改为“事例”')
  await say('jiwei', '发布')
  await say('jiwei', '修改 11月学习通知 把五名值班人员离岗改为六名值班人员离岗')
  await say('jiwei', '按文字更正')
  await say('jiwei', '须重新学习')
  await say('jiwei', '发布')
  const m = town.sandbox.messages('yan').at(-1)
  console.log(JSON.stringify(m?.content))
  await say('jiwei', '进度')
  await say('yan', '已学习')
  await say('jiwei', '修改 11月学习通知 期限 12月5日')
  await say('jiwei', '发布')
  await say('jiwei', '修改')
  await say('jiwei', '增加材料\n某院收受红包案例\n\n某院医生收受红包，被处分。')
  await say('jiwei', '撤回')
  await say('jiwei', '取消')
  await say('jiwei', '撤回 有误')
  console.log(JSON.stringify(town.sandbox.messages('yan').at(-1)?.content))
  await say('jiwei', '修改')
  await town.close()
})
