import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'

const required = {
  DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
  SESSION_SECRET: 'a test session secret of enough length',
  ADMIN_USERIDS: 'zhangsan',
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'secret',
}
const adminsOf = (ADMIN_USERIDS: string): string[] => [...readConfig({ ...required, ADMIN_USERIDS }).admins]

describe('ADMIN_USERIDS', () => {
  it('compares without case, and takes the comma of either keyboard', () => {
    expect(adminsOf('ZhangSan, lisi，wang.wu@example ,')).toEqual(['zhangsan', 'lisi', 'wang.wu@example'])
  })

  it.each([',', '，', '张三', 'zhangsan、lisi', 'zhangsan lisi'])(
    'that names no account stops the start: %s',
    value => {
      expect(() => adminsOf(value)).toThrow('ADMIN_USERIDS')
    },
  )
})

describe('the smart bot', () => {
  const botOf = (more: Record<string, string>) => readConfig({ ...required, ...more }).bot
  const both = { WECOM_BOT_ID: 'aib1', WECOM_BOT_SECRET: 's' }

  it('is there with an id and a secret, and not without', () => {
    expect(botOf({})).toBe(null)
    expect(botOf(both)).toEqual({ id: 'aib1', secret: 's', wsUrl: 'wss://openws.work.weixin.qq.com', name: '清风' })
    expect(() => botOf({ WECOM_BOT_ID: 'aib1' })).toThrow('WECOM_BOT_SECRET')
  })

  it('is spoken to unencrypted on this machine only', () => {
    expect(botOf({ ...both, WECOM_BOT_WS_URL: 'ws://127.0.0.1:4100/aibot' })?.wsUrl).toBe('ws://127.0.0.1:4100/aibot')
    for (const WECOM_BOT_WS_URL of ['ws://example.org', 'https://example.org', 'x']) {
      expect(() => botOf({ ...both, WECOM_BOT_WS_URL })).toThrow('WECOM_BOT_WS_URL')
    }
  })

  it('is reached in one way: two at once stop the start, and the one that is not there yet says so', () => {
    const byUrl = { WECOM_BOT_TOKEN: 'token', WECOM_BOT_ENCODING_AES_KEY: 'k'.repeat(43) }
    expect(() => botOf({ ...both, ...byUrl })).toThrow('只能选一种方式')
    expect(() => botOf(byUrl)).toThrow('尚不支持')
  })
})
