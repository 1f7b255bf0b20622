import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallHospital } from '../hospital.ts'
import { type Local, openLocal, text } from './client.ts'

describe('the directory', () => {
  let local: Local
  beforeEach(async () => {
    const plan = smallHospital()
    plan.people.push(
      {
        userid: 'outside',
        name: '外人',
        department: [4],
        is_leader_in_dept: [0],
        position: '',
        status: 1,
        outside: true,
      },
      { userid: 'gone', name: '离职', department: [4], is_leader_in_dept: [0], position: '', status: 5 },
      { userid: 'disabled', name: '停用', department: [4, 3], is_leader_in_dept: [0, 0], position: '', status: 2 },
    )
    local = await openLocal({ plan })
  })
  afterEach(() => local.close())
  const get = (path: string, query: Record<string, string> = {}) => local.client.call(path, { query })

  it('lists departments with parents and order, whole or from one down', async () => {
    const all = (await get('department/simplelist'))['department_id'] as { id: number; parentid: number }[]
    expect(all).toHaveLength(7)
    expect(all).toContainEqual({ id: 21, parentid: 2, order: 20 })
    const inner = (await get('department/list', { id: '2' }))['department'] as { id: number; name: string }[]
    expect(inner.map(({ name }) => name)).toEqual(['内科', '心内科', '呼吸科'])
    expect(await get('department/get', { id: '2' })).toMatchObject({
      errcode: 0,
      department: { id: 2, name: '内科', parentid: 1, department_leader: ['LiNei'] },
    })
    expect((await get('department/get', { id: '77' })).errcode).toBe(60003)
    expect((await get('department/list', { id: '77' })).errcode).toBe(60003)
  })

  it('lists the direct members that the app may see', async () => {
    const list = async (path: string, id: string) =>
      ((await get(path, { department_id: id }))['userlist'] as { userid: string }[]).map(({ userid }) => userid)
    expect(await list('user/list', '4')).toEqual(['zheng', 'wechat', 'yeban', 'disabled'])
    expect(await list('user/simplelist', '2')).toEqual(['LiNei'])
    expect((await get('user/list', { department_id: '77' })).errcode).toBe(60003)
  })

  it('gives a member with arrays that belong together, and none of the fields an app may not read', async () => {
    expect(await get('user/get', { userid: 'DISABLED' })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      userid: 'disabled',
      name: '停用',
      department: [4, 3],
      order: [0, 0],
      position: '',
      is_leader_in_dept: [0, 0],
      direct_leader: [],
      telephone: '',
      alias: '',
      main_department: 4,
      status: 2,
      extattr: { attrs: [] },
    })
    for (const userid of ['outside', 'gone', 'nobody']) expect((await get('user/get', { userid })).errcode).toBe(60111)
  })

  it('keeps ids of all members for the contact-sync assistant', async () => {
    expect((await local.client.call('user/list_id', { body: { limit: 100 } })).errcode).toBe(48002)
  })

  it('has no tags, an app that is switched on, and addresses of its own', async () => {
    expect((await get('tag/list'))['taglist']).toEqual([])
    expect((await get('tag/get', { tagid: '1' })).errcode).toBe(40068)
    const agent = await get('agent/get', { agentid: String(local.agentid) })
    expect(agent).toMatchObject({ name: '清风', close: 0, allow_partys: { partyid: [1] } })
    expect((await get('getcallbackip'))['ip_list']).toEqual(['127.0.0.1'])
    expect((await get('get_api_domain_ip'))['ip_list']).toEqual(['127.0.0.1'])
  })

  it('changes while running', async () => {
    local.sandbox.changePlan(plan => {
      plan.people = plan.people.filter(({ userid }) => userid !== 'zhao')
    })
    expect((await get('user/get', { userid: 'zhao' })).errcode).toBe(60111)
    expect((await local.client.send(text('你好'), { touser: 'zhao' })).errcode).toBe(81013)
  })
})
