import { beforeEach, describe, expect, it } from 'vitest'
import type { MyState } from '../../../web/api/views/shapes.ts'
import { useConfirmation } from '../../../web/pages/composables/confirmation.ts'

const fresh: MyState = { reached: null, confirmed: null, earlier: null }
const reached: MyState = { reached: '11月12日 09:05', confirmed: null, earlier: null }
const done: MyState = {
  reached: '11月12日 09:05',
  confirmed: { at: '11月12日 09:07', by: '阅读页面', receipt: 'AB12CD34', sealed: false },
  earlier: null,
}

describe('the button under a notice', () => {
  let posts: [path: string, body: object][]
  let answer: (path: string) => unknown
  let corrected: string[]
  beforeEach(() => {
    posts = []
    corrected = []
    answer = path => (path.endsWith('/reached') ? reached : { said: '已记录，谢谢。', mine: done, corrected: false })
  })

  const open = (mine: MyState, requireEnd = false) => {
    let taps = 0
    return useConfirmation({
      id: 'n1',
      version: 2,
      remark: null,
      onCorrected: said => corrected.push(said),
      requireEnd,
      mine,
      post: async <T>(path: string, body: object) => {
        posts.push([path, body])
        const said = await answer(path)
        if (said instanceof Error) throw said
        return said as T
      },
      newTap: () => `tap${++taps}`,
      sentenceOf: () => '没有连上',
      isLoginEnded: error => error instanceof Error && error.message === '401',
    })
  }

  it('confirms without the end where the office does not ask for it', async () => {
    const confirmation = open(fresh)
    expect(confirmation.mustReadOn.value).toBe(false)
    await confirmation.press()
    expect(posts).toEqual([['/api/notices/n1/confirm', { tap: 'tap1', version: 2 }]])
    expect(confirmation.mine.value).toEqual(done)
  })

  it('asks to read on until the end has been seen, where the office asks for it', async () => {
    const confirmation = open(fresh, true)
    expect(confirmation.mustReadOn.value).toBe(true)
    await confirmation.reachEnd()
    expect(confirmation.mustReadOn.value).toBe(false)
  })

  it('records the end once, however often it comes into view', async () => {
    const confirmation = open(fresh)
    await Promise.all([confirmation.reachEnd(), confirmation.reachEnd()])
    await confirmation.reachEnd()
    expect(posts).toEqual([['/api/notices/n1/reached', { version: 2 }]])
  })

  it('does not record again an end that was reached another day', async () => {
    await open(reached, true).reachEnd()
    expect(posts).toEqual([])
  })

  it('records an end that could not be recorded before it confirms', async () => {
    const confirmation = open(fresh, true)
    const online = answer
    answer = () => new Error('offline')
    await confirmation.reachEnd()
    expect(confirmation.remark.value).toBe(null)
    answer = online
    await confirmation.press()
    expect(posts.map(([path]) => path.split('/').at(-1))).toEqual(['reached', 'reached', 'confirm'])
    expect(confirmation.mine.value.confirmed).not.toBe(null)
  })

  it('stays usable after a failure, and the next press is the same press', async () => {
    const confirmation = open(fresh)
    const online = answer
    answer = () => new Error('offline')
    await confirmation.press()
    expect([confirmation.remark.value, confirmation.busy.value]).toEqual(['没有连上', false])
    answer = online
    await confirmation.press()
    expect(posts.map(([, body]) => body)).toEqual([
      { tap: 'tap1', version: 2 },
      { tap: 'tap1', version: 2 },
    ])
    expect(confirmation.remark.value).toBe(null)
  })

  it('is a new press once an answer has come', async () => {
    const confirmation = open(fresh)
    answer = () => ({ said: '这份学习通知已撤回，不用确认。', mine: fresh })
    await confirmation.press()
    expect(confirmation.remark.value).toContain('已撤回')
    await confirmation.press()
    expect(posts.map(([, body]) => body)).toEqual([
      { tap: 'tap1', version: 2 },
      { tap: 'tap2', version: 2 },
    ])
  })

  it('takes a double press as one', async () => {
    const confirmation = open(fresh)
    await Promise.all([confirmation.press(), confirmation.press()])
    await confirmation.press()
    expect(posts).toHaveLength(1)
  })

  it('says when the login has ended, so that the page is opened anew', async () => {
    const confirmation = open(fresh)
    answer = () => new Error('offline')
    await confirmation.press()
    expect(confirmation.loginEnded.value).toBe(false)
    answer = () => new Error('401')
    await confirmation.press()
    expect(confirmation.loginEnded.value).toBe(true)
  })

  it('shows the notice anew where it was corrected meanwhile', async () => {
    answer = () => ({ said: '通知刚更正', mine: fresh, corrected: true })
    const confirmation = open(fresh)
    await confirmation.press()
    expect(corrected).toEqual(['通知刚更正'])
    expect(confirmation.mine.value.confirmed).toBe(null)
  })
})
