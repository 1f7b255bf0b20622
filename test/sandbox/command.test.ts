import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = fileURLToPath(new URL(`../../node_modules/.cache/qingfeng/sandbox-${process.pid}.mjs`, import.meta.url))

describe('npm run sandbox', () => {
  beforeAll(async () => {
    await build({
      absWorkingDir: root,
      entryPoints: ['commands/sandbox.ts'],
      outfile: program,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
    })
  })
  afterAll(() => rm(program, { force: true }))
  let running: ChildProcess[] = []
  afterEach(() => {
    for (const one of running) one.kill('SIGKILL')
    running = []
  })
  const run = (...words: string[]) => {
    // Nothing of an environment is needed.
    const child = spawn(process.execPath, [program, ...words], { env: {}, stdio: ['ignore', 'pipe', 'pipe'] })
    running.push(child)
    const out = { stdout: '', stderr: '' }
    child.stdout.on('data', part => (out.stdout += String(part)))
    child.stderr.on('data', part => (out.stderr += String(part)))
    return { child, out }
  }

  it('prints one JSON line with all that a client needs, and runs until it is told to end', async () => {
    const { child, out } = run('--port', '0', '--callback', 'http://127.0.0.1:9/wecom/callback')
    await expect.poll(() => out.stdout, { timeout: 10_000 }).toContain('\n')
    expect(out.stdout.trim().split('\n')).toHaveLength(1)
    const env = JSON.parse(out.stdout) as Record<string, string>
    expect(Object.keys(env)).toEqual(
      expect.arrayContaining(['WECOM_API_BASE', 'WECOM_TOKEN', 'WECOM_BOT_WS_URL', 'ADMIN_USERIDS']),
    )
    const token = new URL('/cgi-bin/gettoken', env['WECOM_API_BASE'])
    token.searchParams.set('corpid', env['WECOM_CORP_ID'] ?? '')
    token.searchParams.set('corpsecret', env['WECOM_SECRET'] ?? '')
    expect(await (await fetch(token)).json()).toMatchObject({ errcode: 0, access_token: expect.any(String) as string })
    const moved = await fetch(`${env['WECOM_API_BASE']}/local/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ to: '2099-01-01T09:00' }),
    })
    expect(await moved.json()).toMatchObject({ shown: '2099年1月1日 星期四 09:00' })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it.each([
    [[], '--port'],
    [['--port'], '--port'],
    [['--port', 'abc'], '--port 应为'],
    [['--port', '70000'], '--port 应为'],
    [['--port', '1', '--shout', 'x'], '用法'],
    [['--port', '0', '--callback', 'nowhere'], '--callback 应为'],
  ])('explains itself when it is called with %j', async (words, expected) => {
    const { child, out } = run(...words)
    expect(await once(child, 'exit')).toEqual([2, null])
    expect(out.stdout).toBe('')
    expect(out.stderr).toContain(expected)
    expect(out.stderr.trim().split('\n')).toHaveLength(1)
  })
})
