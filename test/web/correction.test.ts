import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DraftView, NoticeView, ProgressView, TapView, VersionView } from '../../web/api/views/shapes.ts'
import type { Answered, Browser } from './browser.ts'
import { foreignNotice, notice, openPages, type PagesHouse } from './house.ts'

const path = `/api/notices/${notice}`
const json = <T>(answer: Answered): T => JSON.parse(answer.text) as T
let taps = 0
const tap = (version: number) => ({ tap: String(++taps).padStart(32, '0'), version })

describe('the pages of a corrected study', () => {
  let house: PagesHouse
  let zhang: Browser
  let office: Browser
  beforeEach(async () => {
    house = await openPages()
    zhang = await house.visit('zhangwei')
    office = await house.visit('jiwei')
  })
  afterEach(() => house.close())

  const correct = async (words: string) => {
    await house.say('jiwei', `修改 ${words}`)
    expect(await house.say('jiwei', '发布')).toMatch(/已更正|完成期限改为/)
  }

  it('say what was corrected, and ask for what the page does not show', async () => {
    await zhang.post(`${path}/confirm`, tap(1))
    house.clock.add(60_000)
    await correct('把案例一改为案例三')
    const view = json<NoticeView>(await zhang.ask(path))
    expect(view).toMatchObject({
      version: 2,
      corrections: [{ version: 2, date: '11月12日', kind: 'substance' }],
      mine: { confirmed: null, earlier: { at: '11月12日 09:07', version: 1 } },
    })
    expect(view.corrections[0]?.lines.join()).toContain('案例一')
    // The page that lay open shows the first version.
    const old = json<TapView>(await zhang.post(`${path}/confirm`, tap(1)))
    expect(old).toMatchObject({ corrected: true, mine: { confirmed: null } })
    expect(old.said).toContain('请看页面上方的更正说明')
    const anew = json<TapView>(await zhang.post(`${path}/confirm`, tap(2)))
    expect(anew).toMatchObject({ corrected: false, mine: { confirmed: { at: '11月12日 09:08' } } })
    expect(json<ProgressView>(await office.ask(`${path}/progress`))).toMatchObject({ confirmed: 1, before: 1 })
  })

  it('record the end of every version that was read to its end', async () => {
    await zhang.post(`${path}/reached`, { version: 1 })
    await correct('把案例一改为案例三')
    expect(json<NoticeView>(await zhang.ask(path)).mine?.reached).toBe(null)
    await zhang.post(`${path}/reached`, { version: 2 })
    expect(json<NoticeView>(await zhang.ask(path)).mine?.reached).not.toBe(null)
    expect((await zhang.post(`${path}/reached`, { version: 'x' })).status).toBe(400)
  })

  it('keep every version readable for whoever was asked, and for the office', async () => {
    await zhang.post(`${path}/confirm`, tap(1))
    await correct('把案例一改为案例三')
    await correct('期限 12月5日')
    const first = json<VersionView>(await zhang.ask(`${path}/versions/1`))
    expect(first).toMatchObject({ version: 1, newest: 3, confirmed: '11月12日 09:07', due: '11月30日' })
    expect(JSON.stringify(first.blocks)).toContain('案例一')
    expect(JSON.stringify(json<VersionView>(await office.ask(`${path}/versions/2`)).blocks)).toContain('案例三')
    expect(json<VersionView>(await zhang.ask(`${path}/versions/3`))).toMatchObject({ due: '12月5日', confirmed: null })
    for (const n of ['0', '4', '01', '1e1', '-1', 'x']) {
      expect((await zhang.ask(`${path}/versions/${n}`)).status, n).toBe(404)
    }
    expect((await zhang.ask(`/api/notices/${foreignNotice}/versions/1`)).status).toBe(404)
    await house.say('jiwei', '撤回 有误')
    expect(json<VersionView>(await zhang.ask(`${path}/versions/1`))).toMatchObject({ blocks: [], withdrawn: true })
  })

  it('show the office what a correction would change', async () => {
    await house.say('jiwei', '修改 把案例一改为案例三')
    const [draft] = await house.store.read(async tx => {
      const open = await tx.dialogues.get('jiwei')
      return (open?.stack ?? []).map(({ id }) => id)
    })
    const view = json<DraftView>(await office.ask(`/api/drafts/${draft ?? ''}`))
    expect(view.correction).toMatchObject({ kind: '实质修改', why: '涉及数字或日期' })
    expect(JSON.stringify(view.blocks)).toContain('案例三')
  })
})
