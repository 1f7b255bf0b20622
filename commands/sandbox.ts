// npm run sandbox -- --port N [--callback URL]: the local WeCom alone, on its own clock, which its page can move forward.
import { county, officeUserids } from '../sandbox/county.ts'
import { openSandbox } from '../sandbox/open.ts'
import { BadUsage, explained } from './explained.ts'

const usage = '用法：npm run sandbox -- --port 4100 [--callback http://127.0.0.1:3000/wecom/callback]'

await explained(async () => {
  const { port, callback } = readArguments(process.argv.slice(2))
  let ahead = 0
  const now = () => Date.now() + ahead
  const sandbox = await openSandbox({
    plan: county,
    now,
    port,
    ...(callback === null ? {} : { callbackUrl: callback }),
  }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new BadUsage(`端口 ${port} 已被占用，请换一个，例如：npm run sandbox -- --port ${port + 1}`)
  })
  sandbox.onClock = async to => {
    ahead += to - now()
    sandbox.clockMoved()
  }
  process.stdout.write(`${JSON.stringify({ ...sandbox.env, ADMIN_USERIDS: officeUserids.join(',') })}\n`)
  const end = () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
})

/** Reads `--port N` and `--callback URL`, also written with `=`. Throws `BadUsage` for anything else. */
function readArguments(words: string[]): { port: number; callback: string | null } {
  const given = new Map<string, string>()
  const parts = words.flatMap(word => (/^--[a-z]+=/.test(word) ? word.split(/=(.*)/s).slice(0, 2) : [word]))
  for (let at = 0; at < parts.length; at += 2) {
    const [name = '', value] = parts.slice(at, at + 2)
    if ((name !== '--port' && name !== '--callback') || value === undefined || given.has(name))
      throw new BadUsage(usage)
    given.set(name, value)
  }
  const port = given.get('--port') ?? ''
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new BadUsage(`--port 应为 0–65535 的端口号。${usage}`)
  const callback = given.get('--callback') ?? null
  const fine = callback === null || (URL.canParse(callback) && /^https?:$/.test(new URL(callback).protocol))
  if (!fine) throw new BadUsage(`--callback 应为 http 或 https 的地址。${usage}`)
  return { port: Number(port), callback }
}
