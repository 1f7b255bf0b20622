import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'
import { testKey } from '../../desk.ts'
import { verifyEvidence } from '../../../handlers/evidence/verify.ts'
import { openForReading } from '../../../store/lowdb/reading.ts'
import type { ReadTx } from '../../../store/transaction.ts'

const noticeText = novemberNotice.replace('堵塞漏洞。', '堵塞漏洞。请于11月25日前完成学习。')

describe('a correction of a published notice', () => {
  const town = eachInTown()
  const office = () => town.chat('jiwei')
  const publish = (text = noticeText) => office().says(`发布学习\n${text}`).says('发布').hears('已发布')
  const cardsOf = (who: string) =>
    town.sandbox.messages(who).flatMap(({ id, content }) => (content.type === 'card' ? [{ id, content }] : []))
  /** Presses the button of one of somebody's cards, the first by default: WeCom lets old cards be pressed. */
  const press = async (who: string, place = 0) => {
    const card = cardsOf(who).at(place)
    const key = card?.content.buttons.find(({ text }) => text === '我已学习')?.key
    if (!card || !key) throw new Error(`no such card of ${who}`)
    await town.sandbox.press(who, card.id, key)
    await town.bot.catchUp()
  }
  const heardLast = (who: string) => town.sandbox.messages(who).filter(({ from }) => from === 'bot').length
  async function read<T>(look: (tx: ReadTx) => Promise<T>): Promise<T> {
    const store = await openForReading({ folder: town.folder, keys: [testKey] })
    try {
      return await store.read(look)
    } finally {
      await store.close()
    }
  }
  const theNotice = async (tx: ReadTx) => {
    const [notice] = await tx.notices.list('state', ['issued'])
    if (!notice) throw new Error('no notice')
    return notice
  }
  const holds = async () => expect(await read(verifyEvidence)).toMatchObject({ ok: true })

  it('of the wording is shown, reaches nobody’s phone and asks nobody again', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    const before = heardLast('zhangwei')
    await office()
      .says('修改 11月')
      .hears('11月12日 09:07 发布，已有 1 人确认')
      .says('把“存戒惧”改为“存戒具”')
      .hears('第1段：“存戒惧” → “存戒具”')
      .hears('建议：文字更正')
      .says('发布')
      .hears('大家不用再确认')
      .says('进度')
      .hears(/已确认 1 人，未确认 13 人$/m)
    expect(heardLast('zhangwei')).toBe(before)
    await town.chat('yan').says('已学习').hears('您没有待确认的学习')
    await town.chat('zhangwei').taps('我已学习').says('已学习').hears('您没有待确认的学习')
    await holds()
  })

  it('of the wording is told in one line where the office wants that', async () => {
    await publish()
    await office()
      .says('更正 把“存戒惧”改为“存戒具”')
      .says('告知')
      .hears('用一句话告知')
      .says('发布')
      .hears('正在告知 14 人')
    await town.chat('yan').waits()
    const [last] = town.sandbox.messages('yan').slice(-1)
    expect(last?.content).toMatchObject({ type: 'text' })
    expect(JSON.stringify(last?.content)).toContain('有文字更正，不用再确认')
  })

  it('of the substance shows its difference, asks everybody again and keeps what was confirmed', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    await office()
      .says('修改 11月学习通知 把“五名值班人员离岗”改为“六名值班人员离岗”')
      .hears('材料1第1段：“甲县某局五名值班人员离” → “甲县某局六名值班人员离”')
      .hears('建议：实质修改，须重新学习。原因：涉及数字或日期。')
      .hears('已有 1 人的确认仍保留')
      .says('发布')
      .hears('正在请 14 人按更正后的文本确认')
    const [old, card] = cardsOf('yan')
    expect(old?.content.title).not.toContain('更正')
    expect(card?.content.title).toContain('更正：党风廉政')
    expect(card?.content.subTitle).toContain('更正后请再次确认。您确认的是更正前的文本，那次确认仍保留。')
    expect(card?.content.subTitle).toContain('“甲县某局五名值班人员离” → “甲县某局六名值班人员离”')
    expect(cardsOf('zhangwei').at(-1)?.content.subTitle).toMatch(/^通知有更正，请看过更正后的全文再确认。/)
    await office().says('进度').hears('应学 14 人，已确认 0 人，未确认 14 人（更正前已确认 1 人）')
    await press('yan', -1)
    await office().says('进度').hears('应学 14 人，已确认 1 人，未确认 13 人（更正前已确认 1 人）')
    const kept = await read(async tx => {
      const { id } = await theNotice(tx)
      return [await tx.confirmations.get([id, 'yan']), await tx.earlierConfirmations.get([id, 'yan', '1'])]
    })
    expect(kept.map(row => row?.version)).toEqual([2, '1'])
    expect(kept[0]?.hash).not.toBe(kept[1]?.hash)
    await holds()
  })

  it('cannot be confirmed unseen by an old card, which brings the new one', async () => {
    await publish()
    await office().says('修改 把五名值班人员离岗改为六名值班人员离岗').says('发布')
    const before = cardsOf('zhangwei').length
    await press('zhangwei', 0)
    expect(cardsOf('zhangwei')).toHaveLength(before + 1)
    expect(cardsOf('zhangwei')[0]?.content.replaced).toBe('已更正')
    await office().says('进度').hears('已确认 0 人')
    await press('zhangwei', -1)
    await office().says('进度').hears('已确认 1 人')
    await holds()
  })

  it('of the due date asks nobody again and tells those who wait', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    const before = heardLast('yan')
    await office()
      .says('修改 11月 期限 12月5日')
      .hears('完成期限：11月25日 → 12月5日')
      .hears('期限调整。不用再确认')
      .says('发布')
      .hears('正在告知还没有确认的 13 人')
      .says('进度')
      .hears('12月5日前完成')
      .hears('已确认 1 人')
    expect(heardLast('yan')).toBe(before)
    await town.chat('zhangwei').says('待办').hears('请在12月5日前完成')
    expect(JSON.stringify(town.sandbox.messages('zhangwei'))).toContain('的完成期限由11月25日改为12月5日')
    await holds()
  })

  it('adds, replaces and takes away materials', async () => {
    await publish()
    await office()
      .says('修改 11月')
      .says('增加材料\n某院医生收受红包案例\n\n某院医生收受红包，受到处分。')
      .hears('增加材料3《某院医生收受红包案例》')
      .hears('增删了材料')
      .says('删除材料1')
      .hears('删去材料1《某局值班人员违规聚餐处理情况通报》')
      .says('发布')
      .hears('按更正后的文本确认')
    const { notice, versions } = await read(async tx => {
      const notice = await theNotice(tx)
      return { notice, versions: await tx.versions.list('notice', [notice.id]) }
    })
    expect(notice.materials.map(({ title }) => title)).toEqual(['深度观察|斩断医托链条', '某院医生收受红包案例'])
    expect(versions.map(({ version, materials }) => [version, materials.length])).toEqual([
      ['1', 2],
      ['2', 2],
    ])
    await office()
      .says('修改 11月')
      .says('替换材料2\n某院护士拒收红包事例\n\n某院护士三次拒收红包。')
      .hears('增加材料2《某院护士拒收红包事例》')
      .hears('删去材料2《某院医生收受红包案例》')
      .says('发布')
    expect(cardsOf('yan').at(-1)?.content.subTitle).toContain('某院护士拒收红包事例')
    await holds()
  })

  it('takes the whole text anew, in one message or in several', async () => {
    await publish()
    const anew = noticeText.replace('三个月内', '五个月内')
    const half = anew.indexOf(' 附件1')
    await office()
      .says(`修改 11月学习通知\n${anew}`)
      .hears('材料2第2段')
      .says('取消')
      .hears('已取消，更正后的通知没有发出')
      .says('修改')
      .says(anew.slice(0, half))
      .hears('已按新的全文收下')
      .says(anew.slice(half))
      .hears('已收到第 2 段')
      .says('完')
      .hears('材料2第2段')
      .says('修改')
      .hears('请重新发更正后的通知的全文')
      .says('把“存戒惧”改为“存戒具”')
      .hears('第1段：“存戒惧” → “存戒具”')
      .hears('材料2第2段')
  })

  it('says what it cannot do, and changes nothing', async () => {
    await office().says('修改 11月').hears('没有可以更正的学习通知')
    await publish()
    await office()
      .says('修改 10月')
      .hears('没有找到“10月”的学习通知')
      .says('修改 11月')
      .says('发布')
      .hears('没有改动，不用发布')
      .says('把“五名护士”改为“六名护士”')
      .hears('原文里没有“五名护士”，什么也没有改')
      .says('把“值班”改为“当班”')
      .hears(/“值班”在原文里出现了 \d 次/)
      .says('删除材料7')
      .hears('这份通知只有 2 份材料')
      .says('范围 心内科')
      .hears('发给原来的学习对象')
      .says('期限 11月3日')
      .hears('已经过去')
      .says('把存戒惧改一下')
      .says('发布')
      .hears('没有改动，不用发布')
    await town.chat('yan').says('修改 11月').hears('由纪委办、监察室、行风办使用')
    expect(await read(async tx => tx.versions.count('notice', [(await theNotice(tx)).id]))).toBe(0)
    await holds()
  })

  it('lets the office decide against the proposal, in words that people use', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    await office()
      .says('修改11月')
      .says('“五名值班人员离岗”改成“六名值班人员离岗”')
      .says('按文字更正')
      .hears('按您定的：文字更正，大家不用再确认（注意：涉及数字或日期）')
      .says('须重新学习')
      .hears('须重新学习')
      .says('不用重新学习')
      .says('发布')
      .says('进度')
      .hears(/已确认 1 人，未确认 13 人$/m)
    await holds()
  })

  it('of two office people at once loses neither', async () => {
    await publish()
    await office().says('授权 杨帆')
    const colleague = () => town.chat('jiwei2')
    await office().says('修改 11月').says('把“存戒惧”改为“存戒具”')
    await colleague().says('修改 11月').says('把五名值班人员离岗改为六名值班人员离岗').says('发布').hears('已更正')
    await office()
      .says('发布')
      .hears(/还没有发出：.*先更正过这份通知，您的改动已合到新的文本上/)
      .hears('“存戒惧” → “存戒具”')
      .says('发布')
      .hears('已更正')
    const notice = await read(theNotice)
    expect(notice).toMatchObject({ version: 3, asks: 2 })
    expect(notice.text).toContain('存戒具')
    expect(notice.materials[0]?.text).toContain('六名值班人员离岗')
    await office().says('修改 11月').says('把“存戒具”改为“存敬意”')
    await colleague().says('修改 11月').says('把“存戒具”改为“存戒惧”').says('发布')
    await office().says('发布').hears('和您改的是同一处').says('取消')
    await holds()
  })

  it('made twice asks for the newest, and says so', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    await office().says('修改 把五名值班人员离岗改为六名值班人员离岗').says('发布')
    await town.chat('yan').says('已学习').hears('已记录')
    await office().says('修改 把查处团伙两个改为查处团伙三个').says('发布')
    await office().says('进度').hears('已确认 0 人，未确认 14 人（更正前已确认 1 人）')
    const cards = cardsOf('yan')
    await press('yan', -2)
    expect(cardsOf('yan').length).toBe(cards.length + 1)
    await town.chat('yan').says('已学习').hears('已记录')
    const versions = await read(async tx => {
      const { id } = await theNotice(tx)
      return (await tx.earlierConfirmations.list('notice', [id])).map(row => row.version)
    })
    expect(versions).toEqual(['1', '2'])
    await holds()
  })

  it('of what is only scheduled replaces it before anybody has seen it', async () => {
    await office().says(`发布学习\n${noticeText}`).says('定时 11月13日 9:10').says('发布').hears('已定时')
    await office()
      .says('修改 11月')
      .hears('还没有发出')
      .says('把五名值班人员离岗改为六名值班人员离岗')
      .hears('直接改好')
      .says('发布')
      .hears('仍在11月13日 09:10 起发出')
    town.clock.to('2026-11-13 09:15')
    await town.chat('yan').waits().hears('党风廉政')
    expect(cardsOf('yan')[0]?.content.title).not.toContain('更正')
    const notice = await read(theNotice)
    expect(notice).toMatchObject({ version: 1, asks: 1 })
    await holds()
  })

  it('is over once the notice is withdrawn: cards of all versions close, and who confirmed is told why', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    await office().says('修改 把五名值班人员离岗改为六名值班人员离岗').says('发布')
    await office().says('修改 11月').says('把“存戒惧”改为“存戒具”')
    await town.chat('jiwei').says('撤回 附件有误').hears('已撤回')
    await town.chat('zhangwei').waits()
    expect(cardsOf('zhangwei').map(({ content }) => content.replaced)).toEqual(['已撤回', '已撤回'])
    expect(JSON.stringify(town.sandbox.messages('yan').at(-1)?.content)).toMatch(
      /您确认过的《.*》已撤回（附件有误），不用再做什么；您的确认记录仍保留。/,
    )
    await office().says('发布').hears('已撤回，不能再更正')
    await office().says('修改 11月').hears('已撤回，不能更正')
    await holds()
  })
})
