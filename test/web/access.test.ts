import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Access } from '../../web/api/access.ts'
import type { GuardedRoute } from '../../web/api/route.ts'
import type { Browser } from './browser.ts'
import { archive, draft, foreignNotice, notice, openPages, picture, session, type PagesHouse } from './house.ts'

/** Who visits: as a member of the hospital asked or not, with a role or none, or of the other hospital. */
const visitors = {
  nobody: undefined,
  asked: 'zhangwei',
  'not asked': 'newcomer',
  head: 'wangxin',
  office: 'jiwei',
  'other nurse': 'othernurse',
  'other office': 'otheroffice',
} as const
type Visitor = keyof typeof visitors

/** What each visitor is answered, by the access a route declares. A new kind of access does not compile without its line. */
const promised: Record<Exclude<Access, 'public'>, Record<Visitor, number>> = {
  member: {
    nobody: 401,
    asked: 200,
    'not asked': 200,
    head: 200,
    office: 200,
    'other nurse': 200,
    'other office': 200,
  },
  addressed: {
    nobody: 401,
    asked: 200,
    'not asked': 404,
    head: 200,
    office: 200,
    'other nurse': 404,
    'other office': 404,
  },
  overseer: {
    nobody: 401,
    asked: 403,
    'not asked': 403,
    head: 200,
    office: 200,
    'other nurse': 403,
    'other office': 404,
  },
  officer: {
    nobody: 401,
    asked: 403,
    'not asked': 403,
    head: 403,
    office: 200,
    'other nurse': 403,
    'other office': 200,
  },
  office: {
    nobody: 401,
    asked: 403,
    'not asked': 403,
    head: 403,
    office: 200,
    'other nurse': 403,
    'other office': 404,
  },
  'case reader': {
    nobody: 401,
    asked: 200,
    'not asked': 404,
    head: 200,
    office: 200,
    'other nurse': 404,
    'other office': 404,
  },
  keeper: {
    nobody: 401,
    asked: 403,
    'not asked': 403,
    head: 200,
    office: 200,
    'other nurse': 403,
    'other office': 200,
  },
  session: {
    nobody: 401,
    asked: 403,
    'not asked': 403,
    head: 200,
    office: 200,
    'other nurse': 403,
    'other office': 404,
  },
  'draft office': {
    nobody: 401,
    asked: 403,
    'not asked': 403,
    head: 403,
    office: 200,
    'other nurse': 403,
    'other office': 404,
  },
  'archive office': {
    nobody: 401,
    asked: 403,
    'not asked': 403,
    head: 403,
    office: 200,
    'other nurse': 403,
    'other office': 404,
  },
}

const tap = '0'.repeat(32)

/** A filled form, which is only read back. */
const form = {
  notice,
  departments: ['21'],
  date: '2026-11-11',
  from: null,
  to: null,
  place: '',
  host: { person: 'wangxin', name: '' },
  absent: [],
  others: 0,
  points: '',
  sure: false,
}

/** The office was not asked itself, so it has nothing to confirm. */
const notForTheOffice = /(reached|confirm)$/

describe('who may use what', () => {
  let house: PagesHouse
  beforeAll(async () => {
    house = await openPages()
  })
  afterAll(() => house.close())

  it('answers nothing that the table does not declare', () => {
    const declared = house.web.routes.map(route => `${route.method} ${String(route.path)}`)
    const answered = house.web.router.stack.map(
      layer => `${layer.methods.includes('POST') ? 'post' : 'get'} ${String(layer.path)}`,
    )
    expect(answered.sort()).toEqual(declared.sort())
  })

  it('opens every route to those it is for: a new one is written down here too', () => {
    const table = house.web.routes.map(route => `${route.method} ${String(route.path)}: ${route.access}`)
    expect(table).toEqual([
      'get /healthz: public',
      'get /readyz: public',
      'get /metrics: public',
      String.raw`get /^\/(WW_verify_[A-Za-z0-9]{1,64}\.txt)$/: public`,
      String.raw`get /^\/h5\/assets\/([\w-][\w.-]*)$/: public`,
      'get /h5/login: public',
      'get /h5/notices/:id: addressed',
      'get /h5/notices/:id/versions/:n: addressed',
      'get /h5/publish: officer',
      'get /h5/drafts/:id: draft office',
      'get /h5/progress/:id: overseer',
      'get /h5/archives/:id: archive office',
      'get /h5/joint/new: keeper',
      'get /h5/joint/sheet/:id: overseer',
      'get /h5/joint/:id: session',
      'get /h5/cases: member',
      'get /h5/cases/find/:words: member',
      'get /h5/cases/:id: case reader',
      'get /h5/cases/:id/:part: case reader',
      'get /h5/records: member',
      'get /h5/receipts: member',
      'get /h5/receipts/:code: member',
      'get /api/me: member',
      'post /api/logout: member',
      'get /api/notices/:id: addressed',
      'get /api/notices/:id/versions/:n: addressed',
      'post /api/notices/:id/reached: addressed',
      'post /api/notices/:id/confirm: addressed',
      'get /api/drafts/:id: draft office',
      'get /api/notices/:id/progress: overseer',
      'get /api/notices/:id/progress/names: overseer',
      'get /api/notices/:id/progress.png: overseer',
      'get /api/notices/:id/roster.xlsx: office',
      'get /api/notices/:id/pictures/:n: addressed',
      'get /api/cases/:id/pictures/:n: case reader',
      'get /api/drafts/:id/pictures/:n: draft office',
      'get /api/archives/:id: archive office',
      'post /api/archives/:id/again: archive office',
      'get /api/archives/:id/archive.zip: archive office',
      'get /api/cases: member',
      'get /api/cases/:id: case reader',
      'get /api/cases/:id/:part: case reader',
      'get /api/publish: officer',
      'post /api/publish/files: officer',
      'post /api/publish/text: officer',
      'post /api/drafts/:id/words: draft office',
      'post /api/drafts/:id/release: draft office',
      'post /api/drafts/:id/cancel: draft office',
      'get /api/joint/form: keeper',
      'post /api/joint: keeper',
      'get /api/joint/sheet/:id: overseer',
      'get /api/joint/:id: session',
      'get /api/records: member',
      'get /api/records/all.txt: member',
      'get /api/receipts/:code: member',
    ])
  })

  it('answers everybody as every route declares', async () => {
    const browsers = new Map<Visitor, Browser>()
    for (const name of Object.keys(visitors) as Visitor[]) browsers.set(name, await house.visit(visitors[name]))
    const guarded = house.web.routes.filter((route): route is GuardedRoute => route.access !== 'public')
    expect(guarded.length).toBeGreaterThan(10)
    for (const route of guarded.filter(route => route.path !== '/api/logout')) {
      for (const [visitor, browser] of browsers) {
        const id = { 'draft office': draft, 'archive office': archive, session }[route.access as string] ?? notice
        const path = String(route.path)
          .replace(':id', id)
          .replace('versions/:n', 'versions/1')
          .replace(':n', picture.sha256)
        const answer =
          route.method === 'get'
            ? await browser.ask(path)
            : route.upload
              ? await browser.upload(`${path}?tap=${tap}&into=open`, '通知.txt', Buffer.from('学习。'))
              : await browser.post(path, { tap, text: '学习。', into: 'open', message: '须读完', revision: 1, form })
        const expected = visitor === 'office' && notForTheOffice.test(path) ? 404 : promised[route.access][visitor]
        expect(`${route.method} ${path} by ${visitor}: ${answer.status}`).toBe(
          `${route.method} ${path} by ${visitor}: ${expected}`,
        )
      }
    }
  })

  it('says the same of what does not exist and of what is not theirs', async () => {
    const browser = await house.visit('zhangwei')
    const foreign = await browser.ask(`/api/notices/${foreignNotice}`)
    const absent = await browser.ask('/api/notices/202611-doesnotexist')
    expect(foreign.status).toBe(404)
    expect(foreign.text).toBe(absent.text)
    const office = await house.visit('jiwei')
    const hidden = await office.ask(`/api/notices/${foreignNotice}/progress`)
    const nothing = await office.ask('/api/notices/202611-doesnotexist/progress')
    expect([hidden.status, hidden.text]).toEqual([nothing.status, nothing.text])
  })

  it('records in the audit log who tried what is the office’s, once a minute', async () => {
    house.clock.add(3_600_000)
    const refusals = () =>
      house.store.read(async tx => (await tx.audit.list('all', [])).filter(row => row.outcome === 'refused').length)
    const browser = await house.visit('yan')
    const before = await refusals()
    for (let i = 0; i < 3; i++) await browser.ask(`/api/notices/${notice}/roster.xlsx`)
    expect(await refusals()).toBe(before + 1)
    await browser.ask(`/api/notices/${notice}/progress`)
    expect(await refusals()).toBe(before + 2)
    const last = await house.store.read(async tx => (await tx.audit.list('all', [])).at(-1))
    expect(last).toMatchObject({ who: 'yan', act: '查看进度', outcome: 'refused' })
  })

  it('shows nothing to somebody who has left', async () => {
    const browser = await house.visit('othernurse')
    await house.store.commit(async tx => {
      const row = await tx.people.get('othernurse')
      if (row) await tx.people.update({ ...row, left: house.clock.now() })
    })
    expect((await browser.ask('/api/me')).status).toBe(403)
  })
})
