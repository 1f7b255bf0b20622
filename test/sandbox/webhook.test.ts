import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonCard, type Local, noticeCard, openLocal, text } from './client.ts'

const key = 'group-key-xinnei'
const chat = `group:${key}`

describe('a group with a webhook', () => {
  let local: Local
  beforeEach(async () => {
    local = await openLocal()
  })
  afterEach(() => local.close())
  const post = (body: unknown, query: Record<string, string> = { key }) =>
    local.client.call('webhook/send', { query, body })
  const codeOf = async (body: unknown) => (await post(body)).errcode

  it('shows messages to its members, in a chat of its own', async () => {
    expect(await post(text('请学习'))).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(local.sandbox.messages('zhangwei', chat).map(({ content }) => content)).toEqual([
      { type: 'text', text: '请学习' },
    ])
    expect(local.sandbox.messages('zhangwei')).toEqual([])
    expect(local.sandbox.messages('yan', chat)).toEqual([])
    expect(local.sandbox.ledger().map(({ userid, by }) => `${userid} ${by}`)).toEqual(
      ['wangxin', 'zhangwei', 'zhao'].map(userid => `${userid} webhook/send`),
    )
  })

  it('reaches those of departments further down', async () => {
    local.sandbox.changePlan(plan => plan.groups.push({ name: '内科群', key: 'neike', departments: [2] }))
    await post(text('请学习'), { key: 'neike' })
    expect(local.sandbox.messages('yan', 'group:neike')).toHaveLength(1)
  })

  it('knows its key, and refuses what is empty, too long or of another kind', async () => {
    expect((await post(text('一'), { key: 'other' })).errcode).toBe(93000)
    expect((await local.client.call('webhook/send', { query: { key }, raw: '' })).errcode).toBe(93017)
    expect(await codeOf(text('学'.repeat(683)))).toBe(40058)
    expect(await codeOf({ msgtype: 'markdown', markdown: { content: '学'.repeat(1365) } })).toBe(0)
    expect(await codeOf({ msgtype: 'markdown', markdown: { content: '学'.repeat(1366) } })).toBe(40058)
    expect(await codeOf({ msgtype: 'markdown_v2', markdown_v2: { content: '- 一' } })).toBe(0)
    expect(await codeOf(text(''))).toBe(44004)
    expect(await codeOf({ msgtype: 'shout' })).toBe(40008)
  })

  it('takes 20 messages a minute', async () => {
    for (let i = 0; i < 20; i++) expect(await codeOf(text(`${i}`))).toBe(0)
    expect(await codeOf(text('多了'))).toBe(45009)
    local.clock.add(60_000)
    expect(await codeOf(text('又行了'))).toBe(0)
  })

  it('takes cards that only tell', async () => {
    expect(await codeOf(noticeCard())).toBe(0)
    expect(await codeOf(noticeCard({ main_title: { title: '学'.repeat(27) }, task_id: 't-1' }))).toBe(0)
    expect(await codeOf(buttonCard())).toBe(42031)
    expect(local.sandbox.findings()).toEqual([
      'webhook/send: main_title.title is cut after 26 characters',
      'webhook/send: unknown field template_card.task_id',
    ])
  })

  it('takes pictures with their sum, and files of its own uploading only', async () => {
    const bytes = Buffer.from('\x89PNG picture', 'latin1')
    const md5 = createHash('md5').update(bytes).digest('hex')
    const image = (sum: string) => ({ msgtype: 'image', image: { base64: bytes.toString('base64'), md5: sum } })
    expect(await codeOf(image(md5))).toBe(0)
    expect(await codeOf(image('0'.repeat(32)))).toBe(301019)
    const file = (media_id: unknown) => ({ msgtype: 'file', file: { media_id } })
    const ours = await local.client.upload('名单.xlsx', bytes, { key, type: 'file' }, 'webhook/upload_media')
    expect(ours).toMatchObject({ errcode: 0, errmsg: 'ok' })
    expect(await codeOf(file(ours['media_id']))).toBe(0)
    const theirs = await local.client.upload('名单.xlsx', bytes)
    expect(await codeOf(file(theirs['media_id']))).toBe(40007)
    expect((await local.client.send(file(ours['media_id']))).errcode).toBe(40007)
  })
})
