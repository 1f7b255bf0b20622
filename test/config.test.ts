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
