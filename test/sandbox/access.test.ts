import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSandbox } from '../../sandbox/open.ts'
import { testClock } from '../clock.ts'
import { smallHospital } from '../hospital.ts'
import { type Local, openLocal, text } from './client.ts'

describe('who may call', () => {
  let local: Local
  beforeEach(async () => {
    local = await openLocal()
  })
  afterEach(() => local.close())
  const code = async (query: Record<string, string>) => (await local.client.call('gettoken', { query })).errcode
  const corpid = () => local.sandbox.env['WECOM_CORP_ID'] ?? ''
  const corpsecret = () => local.sandbox.env['WECOM_SECRET'] ?? ''

  it('names every variable a client needs', () => {
    expect(Object.keys(local.sandbox.env).sort()).toEqual([
      'WECOM_AGENT_ID',
      'WECOM_API_BASE',
      'WECOM_BOT_ID',
      'WECOM_BOT_SECRET',
      'WECOM_BOT_WS_URL',
      'WECOM_CORP_ID',
      'WECOM_ENCODING_AES_KEY',
      'WECOM_LOGIN_BASE',
      'WECOM_OAUTH_BASE',
      'WECOM_SECRET',
      'WECOM_TOKEN',
    ])
    expect(local.sandbox.env['WECOM_ENCODING_AES_KEY']).toMatch(/^[A-Za-z0-9]{43}$/)
    expect(new URL(local.sandbox.url).hostname).toBe('127.0.0.1')
  })

  it('gives a token for the right corp and secret only, the same while it is valid', async () => {
    expect(await code({ corpid: corpid(), corpsecret: 'other' })).toBe(40001)
    expect(await code({ corpid: 'wwother', corpsecret: corpsecret() })).toBe(40013)
    expect(await code({ corpsecret: corpsecret() })).toBe(41002)
    expect(await code({ corpid: corpid() })).toBe(41004)
    const first = await local.client.login()
    expect(await local.client.login()).toBe(first)
    local.clock.add(7_200_000)
    expect(await local.client.login()).not.toBe(first)
  })

  it('answers missing, damaged, expired and withdrawn tokens inside HTTP 200', async () => {
    const list = async (query = {}) => (await local.client.call('department/simplelist', { query })).errcode
    expect(await list()).toBe(0)
    expect(await list({ access_token: '' })).toBe(41001)
    expect(await list({ access_token: 'x' })).toBe(40014)
    local.clock.add(7_200_000)
    expect(await list()).toBe(42001)
    await local.client.login()
    expect(await list()).toBe(0)
    local.sandbox.expireTokens()
    expect(await list()).toBe(40014)
  })

  it('names the address it does not trust, by a switch', async () => {
    local.sandbox.switches.untrustedIp = true
    const answer = await local.client.send(text('你好'))
    expect(answer.errcode).toBe(60020)
    expect(answer.errmsg).toMatch(/from ip: 127\.0\.0\.1/)
    expect(await local.client.login()).toBeTruthy()
  })

  it('refuses a GET where a POST is due, bodies that are no JSON, and another agent', async () => {
    const { client } = local
    expect((await client.call('message/send')).errcode).toBe(40058)
    expect((await client.call('message/send', { raw: '{' })).errcode).toBe(40058)
    expect((await client.send(text('你好'), { agentid: 7 })).errcode).toBe(301002)
    expect((await client.send(text('你好'), { agentid: undefined })).errcode).toBe(41011)
    expect((await client.call('agent/get', { query: { agentid: '7' } })).errcode).toBe(301002)
  })

  it('fails as ordered, each order so many times', async () => {
    const { sandbox, client } = local
    sandbox.fault({ path: 'message/send', times: 2, errcode: -1 })
    expect((await client.send(text('一'))).errcode).toBe(-1)
    expect((await client.send(text('一'))).errcode).toBe(-1)
    expect((await client.send(text('一'))).errcode).toBe(0)
    sandbox.fault({ path: 'message/send', times: 1, status: 502 })
    await expect(client.send(text('二'))).rejects.toThrow('HTTP 502')
    sandbox.fault({ path: 'message/send', times: 1, cut: 'before' })
    await expect(client.send(text('三'))).rejects.toThrow()
    sandbox.fault({ path: 'message/send', times: 1, cut: 'after' })
    await expect(client.send(text('四'))).rejects.toThrow()
    expect(sandbox.messages('zhangwei').map(({ content }) => content)).toEqual([
      { type: 'text', text: '一' },
      { type: 'text', text: '四' },
    ])
    expect(sandbox.calls()['/cgi-bin/message/send']).toBe(6)
  })

  it('notes an address and a name in a query that no page knows', async () => {
    await expect(local.client.call('message/shout', { body: {} })).rejects.toThrow('HTTP 404')
    expect((await local.client.call('tag/list', { query: { all: '1' } })).errcode).toBe(0)
    expect(local.sandbox.findings()).toEqual([
      'unknown address /cgi-bin/message/shout',
      '/cgi-bin/tag/list: unknown field all in the query',
    ])
  })

  it('listens where it is told', async () => {
    const port = Number(new URL(local.sandbox.url).port)
    await local.close()
    const again = await openSandbox({ plan: smallHospital(), now: testClock('2026-11-12 09:07').now, port })
    expect(again.url).toBe(local.sandbox.url)
    await again.close()
    local = await openLocal()
  })
})
