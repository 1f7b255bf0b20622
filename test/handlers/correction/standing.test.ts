import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Bench, openBench } from '../../desk.ts'
import { novemberNotice } from '../../notices.ts'

/** Without WeCom: no card reaches anybody, so that nobody has been told. */
describe('somebody whom the card of a correction has not reached', () => {
  let bench: Bench
  let serial = 0
  beforeEach(async () => {
    bench = await openBench()
    await say('jiwei', `发布学习\n${novemberNotice}`)
    await say('jiwei', '发布')
  })
  afterEach(() => bench.close())

  const deed = async (
    who: string,
    act: 'chat.text' | 'chat.file' | 'chat.press' | 'study.confirm' | 'study.reach',
    input: object,
  ) => {
    const key = `202611:${++serial}`
    return (await bench.perform({ key, act, input, who, reply: 'return', at: bench.clock.now() })).text ?? ''
  }
  const say = (who: string, message: string) => deed(who, 'chat.text', { message, sent: bench.clock.now() })
  const correct = async (words = '把五名值班人员离岗改为六名值班人员离岗') => {
    await say('jiwei', `修改 ${words}`)
    return say('jiwei', '发布')
  }
  const theNotice = () =>
    bench.store.read(async tx => {
      const [notice] = await tx.notices.list('state', ['issued'])
      if (!notice) throw new Error('no notice')
      return notice
    })
  const confirmed = async (person: string) => {
    const { id } = await theNotice()
    return (await bench.store.read(tx => tx.confirmations.get([id, person])))?.version
  }
  const fromPage = async (person: string, version: number) => {
    const { id } = await theNotice()
    return deed(person, 'study.confirm', { notice: id, by: 'page', version })
  }

  it('confirms by word only after being answered with it', async () => {
    await correct()
    expect(await say('yan', '已学习')).toContain('还没有记为已学习：这份通知更正过')
    expect(await confirmed('yan')).toBeUndefined()
    expect(await say('yan', '已学习')).toContain('已记录')
    expect(await confirmed('yan')).toBe(2)
  })

  it('finds in the own records which confirmation was of the text before', async () => {
    await say('yan', '已学习')
    await correct('把“存戒惧”改为“存戒具”')
    expect(await say('yan', '我的记录')).not.toContain('更正前')
    await correct()
    expect(await say('yan', '我的记录')).toContain('确认已学习（更正前的文本）')
    await say('yan', '已学习')
    await say('yan', '已学习')
    expect((await say('yan', '我的记录')).match(/确认已学习/gu)).toHaveLength(2)
    expect((await say('yan', '我的记录')).match(/更正前的文本/gu)).toHaveLength(1)
  })

  it('has its due date moved without being asked again, whatever the office says', async () => {
    await say('jiwei', '修改 期限 12月5日')
    expect(await say('jiwei', '须重新学习')).toMatch(/只改了期限，不能要求重新学习[^]*【更正预览】/)
  })

  it('need not be told of a correction of the wording', async () => {
    await correct('把“存戒惧”改为“存戒具”')
    expect(await say('yan', '已学习')).toContain('已记录')
    expect(await confirmed('yan')).toBe(2)
  })

  it('confirms on the page what the page showed, whatever was corrected meanwhile', async () => {
    await correct('把“存戒惧”改为“存戒具”')
    expect(await fromPage('yan', 1)).toContain('通知刚更正，还没有记为已学习')
    expect(await confirmed('yan')).toBeUndefined()
    expect(await fromPage('yan', 2)).toContain('已记录')
    await correct('期限 12月5日')
    expect(await fromPage('zhao', 2)).toContain('已记录')
    expect(await confirmed('zhao')).toBe(3)
  })

  it('reads to the end again where the office wants the end reached', async () => {
    await say('jiwei', '撤回 重发')
    await say('jiwei', `发布学习\n${novemberNotice}`)
    await say('jiwei', '须读完')
    await say('jiwei', '发布')
    const { id } = await theNotice()
    await deed('yan', 'study.reach', { notice: id, version: 1 })
    await correct()
    await say('yan', '已学习')
    await say('yan', '已学习')
    expect(await confirmed('yan')).toBeUndefined()
    await deed('yan', 'study.reach', { notice: id, version: 2 })
    expect(await fromPage('yan', 2)).toContain('已记录')
  })

  it('owes the study again, though counted present in a joint session or recorded before it', async () => {
    const { id } = await theNotice()
    await bench.store.commit(async tx => {
      for (const [person, kind] of [
        ['yan', 'joint'],
        ['zhao', 'offline'],
      ] as const) {
        const row = { notice: id, person, department: '22', kind, version: 1, session: null }
        await tx.attendance.add({ ...row, by: 'sunhu', at: bench.clock.now(), state: 'counted', fact: 'none' })
      }
    })
    expect(await say('jiwei', '进度')).toContain('未确认 12 人（另有集中学习 1 人、代录 1 人）')
    await correct('把“存戒惧”改为“存戒具”')
    expect(await say('jiwei', '进度')).toContain('未确认 12 人（另有')
    await correct()
    expect(await say('jiwei', '进度')).toContain('未确认 14 人\n')
    const cards = await bench.store.read(async tx => tx.outbox.list('about', [`correct:3:${id}`]))
    const toYan = cards.find(row => row.to.includes('yan'))
    expect(toYan?.saying).toContain('您参加的学习是更正前的文本，那次记录仍保留。')
    expect(toYan?.to).toEqual(expect.arrayContaining(['yan', 'zhao']))
  })

  it('sees a file handed in as one more material, and a whole notice as the new text', async () => {
    const handIn = (name: string, text: string, notice: boolean) => {
      const input = { name, text, pictures: [], images: 0, title: null, notice, announces: [] }
      return deed('jiwei', 'chat.file', { sent: bench.clock.now(), handed: { input } })
    }
    await say('jiwei', '修改 11月')
    expect(
      await handIn('附件3 红包案例.docx', '三名医生收受红包案例\n\n三名医生收受红包，受到处分。', false),
    ).toContain('增加材料3《三名医生收受红包案例》')
    await say('jiwei', '发布')
    expect((await theNotice()).materials).toHaveLength(3)
    await say('jiwei', '修改 11月')
    const anew = await handIn('更正稿.docx', novemberNotice.replace('存戒惧', '存戒具'), true)
    expect(anew).toContain('第1段：“存戒惧” → “存戒具”')
    expect(anew).not.toContain('材料')
    await say('jiwei', '发布')
    expect(await theNotice()).toMatchObject({ version: 3, asks: 2 })
    expect((await theNotice()).materials).toHaveLength(3)
  })

  it('is not asked again where excused', async () => {
    const { id } = await theNotice()
    await bench.store.commit(tx =>
      tx.requests.add({
        id: '202611-leave',
        notice: id,
        person: 'yan',
        department: '22',
        kind: 'leave',
        why: '产假',
        at: bench.clock.now(),
        state: 'granted',
        decided: { at: bench.clock.now(), by: 'sunhu', fact: 'none' },
        answer: null,
        withdrawn: null,
        fact: 'none',
      }),
    )
    expect(await correct()).toContain('正在请 13 人按更正后的文本确认')
  })
})
