import { afterEach, describe, expect, it } from 'vitest'
import { type FakeWeCom, fakeWeCom, wecomAt } from '../fake-wecom.ts'

let fake: FakeWeCom
afterEach(() => fake.close())

const departments = [
  { id: 1, name: '示例医院', parentid: 0, order: 1, department_leader: [] },
  { id: 2, name: '内科', parentid: 1, order: 200, department_leader: ['ZhangSan'] },
  { id: 3, name: '心内科', parentid: 2, order: 100, department_leader: [] },
]
const zhang = {
  userid: 'ZhangSan',
  name: '张三',
  department: [2, 3],
  order: [7, 9],
  is_leader_in_dept: [0, 1],
  position: '主任',
  status: 1,
  main_department: 3,
}
const li = {
  userid: 'lisi',
  name: '李㛃',
  department: [3],
  order: [5],
  is_leader_in_dept: [0],
  position: '',
  status: 4,
}

const hospital = {
  '/cgi-bin/department/simplelist': {
    errcode: 0,
    department_id: departments.map(({ id, parentid, order }) => ({ id, parentid, order })),
  },
  '/cgi-bin/department/get': ({ query }: { query: Record<string, string> }) => ({
    department: { ...departments.find(({ id }) => String(id) === query.id), name_en: '' },
  }),
  '/cgi-bin/user/list': ({ query }: { query: Record<string, string> }) => ({
    errcode: 0,
    userlist: [zhang, li].filter(({ department }) => department.includes(Number(query.department_id))),
  }),
  '/cgi-bin/agent/get': { errcode: 0, name: '清风', allow_userinfos: { user: [] }, allow_partys: { partyid: [1] } },
}

const expected = {
  departments: [
    { id: '1', name: '示例医院', parent: '0', order: 1, leaders: [] },
    { id: '2', name: '内科', parent: '1', order: 200, leaders: ['zhangsan'] },
    { id: '3', name: '心内科', parent: '2', order: 100, leaders: ['zhangsan'] },
  ],
  people: [
    {
      userid: 'ZhangSan',
      name: '张三',
      departments: ['3', '2'],
      leads: ['3', '2'],
      position: '主任',
      order: 9,
      status: 1,
    },
    { userid: 'lisi', name: '李㛃', departments: ['3'], leads: [], position: '', order: 5, status: 4 },
  ],
}

describe('reading the directory', () => {
  it('walks departments and members, once each, and puts together who is in several', async () => {
    fake = await fakeWeCom(hospital)
    const { wecom } = wecomAt(fake.base)
    expect(await wecom.directory()).toEqual(expected)
    expect(fake.at('/cgi-bin/gettoken')).toHaveLength(1)
    expect(fake.at('/cgi-bin/user/list')).toHaveLength(3)
    await wecom.close()
  })
  it('reads the full list where the simple one is refused', async () => {
    fake = await fakeWeCom({
      ...hospital,
      '/cgi-bin/department/simplelist': { errcode: 48002, errmsg: 'api forbidden' },
      '/cgi-bin/department/list': { errcode: 0, department: departments },
    })
    const { wecom } = wecomAt(fake.base)
    expect(await wecom.directory()).toEqual(expected)
    await wecom.close()
  })
  it('includes members who were made visible one by one, and leaves out those who are gone', async () => {
    fake = await fakeWeCom({
      ...hospital,
      '/cgi-bin/agent/get': {
        allow_userinfos: { user: [{ userid: 'ZHANGSAN' }, { userid: 'wangwu' }, { userid: 'gone' }] },
      },
      '/cgi-bin/user/get': ({ query }: { query: Record<string, string> }) =>
        query.userid === 'wangwu' ? { errcode: 0, ...li, userid: 'wangwu', department: [9] } : { errcode: 60111 },
    })
    const { wecom } = wecomAt(fake.base)
    expect((await wecom.directory()).people.map(({ userid }) => userid)).toEqual(['ZhangSan', 'lisi', 'wangwu'])
    await wecom.close()
  })
  it('gives nothing rather than a part', async () => {
    fake = await fakeWeCom({
      ...hospital,
      '/cgi-bin/user/list': ({ query }: { query: Record<string, string> }) =>
        query.department_id === '3' ? { errcode: -1, errmsg: 'system busy' } : { userlist: [] },
    })
    const { wecom } = wecomAt(fake.base)
    await expect(wecom.directory()).rejects.toMatchObject({ name: 'WeComError', code: -1, reaction: 'retry' })
    await wecom.close()
  })
})

describe('naming who opens a page', () => {
  it('sends the client to OAuth, a desktop browser to the QR login', async () => {
    fake = await fakeWeCom()
    const { wecom } = wecomAt(fake.base)
    const input = { redirect: 'https://lz.example.org/h5/login', state: 'a1b2' }
    const redirect = 'redirect_uri=https%3A%2F%2Flz.example.org%2Fh5%2Flogin'
    expect(wecom.loginUrl({ ...input, userAgent: 'Mozilla/5.0 wxwork/4.1 MicroMessenger/7.0' })).toBe(
      `https://open.example.com/connect/oauth2/authorize?appid=ww0123456789abcdef&${redirect}&response_type=code&scope=snsapi_base&state=a1b2&agentid=1000002#wechat_redirect`,
    )
    expect(wecom.loginUrl({ ...input, userAgent: 'Mozilla/5.0 Chrome/140' })).toBe(
      `https://login.example.com/wwlogin/sso/login?login_type=CorpApp&appid=ww0123456789abcdef&agentid=1000002&${redirect}&state=a1b2&lang=zh`,
    )
    await wecom.close()
  })
  it('exchanges a code for a member, for nobody, or throws where the code is no good', async () => {
    const people: Record<string, object> = {
      good: { errcode: 0, userid: 'ZhangSan' },
      guest: { errcode: 0, openid: 'o1', external_userid: 'wm1' },
      linked: { errcode: 0, userid: 'wwother/lisi' },
    }
    fake = await fakeWeCom({
      '/cgi-bin/auth/getuserinfo': ({ query }: { query: Record<string, string> }) =>
        people[query.code ?? ''] ?? { errcode: 40029, errmsg: 'invalid code' },
    })
    const { wecom } = wecomAt(fake.base)
    expect(await wecom.identify('good')).toBe('ZhangSan')
    expect(await wecom.identify('guest')).toBeNull()
    expect(await wecom.identify('linked')).toBeNull()
    await expect(wecom.identify('used')).rejects.toMatchObject({ code: 40029 })
    await wecom.close()
  })
})
