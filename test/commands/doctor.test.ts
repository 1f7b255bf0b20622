import { execFile } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtFile } from '../../drill/built.ts'
import { openServing, type Serving } from '../main/serving.ts'

describe('npm run doctor', () => {
  let serving: Serving
  beforeEach(async () => {
    serving = await openServing()
  })
  afterEach(() => serving.close())

  /** Exit code and lines, with the environment of the installation. */
  function doctor(more: Record<string, string> = {}): Promise<{ code: number; lines: string[] }> {
    const env = { ...process.env, ...serving.environment, ...more }
    return new Promise(resolve => {
      execFile(process.execPath, [builtFile('doctor.js')], { env }, (error, said) =>
        resolve({ code: error ? Number(error.code) : 0, lines: said.trim().split('\n') }),
      )
    })
  }

  it('finds nothing to do where everything is in place, and says so', async () => {
    await serving.start()
    const { code, lines } = await doctor()
    expect(lines.filter(line => line.startsWith('✗'))).toEqual([])
    expect([code, lines.at(-1)]).toEqual([0, '可以上线。'])
    expect(serving.sandbox.ledger()).toEqual([])
  })

  it('says what is in the way and what to do, and ends with 1', async () => {
    serving.sandbox.switches.untrustedIp = true
    const { code, lines } = await doctor()
    expect(lines.find(line => line.includes('企业可信IP'))).toMatch(/^✗ .*127\.0\.0\.1.*请在/)
    expect(lines.find(line => line.startsWith('✗ 回调'))).toContain('请先启动服务')
    expect([code, lines.at(-1)]).toEqual([1, expect.stringMatching(/^有 \d+ 项需要处理/)])
  })

  it('names a secret that is wrong', async () => {
    const { code, lines } = await doctor({ WECOM_SECRET: 'wrong' })
    expect([code, lines[0]]).toEqual([1, expect.stringMatching(/^✗ 访问令牌：.*WECOM_SECRET/)])
  })
})
