import { describe, expect, it } from 'vitest'
import { interleave, type Sending, unseen } from '../../sandbox/page/composables/unseen.ts'
import { message } from './samples.ts'

const sending = (id: string, more: Partial<Sending> = {}): Sending => ({
  id,
  person: 'zhangwei',
  chat: 'app',
  content: { type: 'text', text: '已学习' },
  at: 0,
  known: [],
  state: 'sending',
  reason: null,
  ...more,
})
const mine = (id: string) => message({ type: 'text', text: '已学习' }, { id, from: 'me' })
const ids = (list: Sending[]) => list.map(({ id }) => id)

describe('a text on its way', () => {
  it('stands once when the chat shows it before its sending is answered', () => {
    expect(unseen([sending('s')], [])).toHaveLength(1)
    expect(unseen([sending('s')], [mine('new')])).toEqual([])
  })

  it('is not mistaken for the same words of before', () => {
    expect(unseen([sending('s', { known: ['old'] })], [mine('old')])).toHaveLength(1)
  })

  it('stands twice when it was sent twice', () => {
    expect(ids(unseen([sending('a'), sending('b')], [mine('1')]))).toEqual(['b'])
    expect(ids(unseen([sending('a', { arrivedAs: '1' }), sending('b')], [mine('1')]))).toEqual(['b'])
    expect(unseen([sending('a'), sending('b')], [mine('1'), mine('2')])).toEqual([])
  })

  it('stays until the chat shows it, although its sending was answered', () => {
    expect(unseen([sending('s', { arrivedAs: '1' })], [])).toHaveLength(1)
  })

  it('is no longer failed when it had arrived after all', () => {
    expect(unseen([sending('s', { state: 'failed' })], [mine('1')])).toEqual([])
  })

  it('stays where it was written when others write after it', () => {
    const [before, after] = [mine('before'), message({ type: 'text', text: '收到' }, { id: 'after' })]
    const failed = ['a', 'b'].map(id =>
      sending(id, { content: { type: 'text', text: id }, known: ['before'], state: 'failed' }),
    )
    const shown = interleave([before, after], failed, ({ id }) => mine(id))
    expect(shown.map(({ id }) => id)).toEqual(['before', 'a', 'b', 'after'])
  })
})
