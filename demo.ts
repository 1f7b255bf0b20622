import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { z } from 'zod'
import { readConfig } from './config.ts'
import { startBot } from './main.ts'
import { county, firstWords, officeUserids } from './sandbox/county.ts'
import { openSandbox } from './sandbox/open.ts'

export interface Demo {
  /** Where a browser finds the local WeCom. */
  url: string
  stop(): Promise<void>
}

/** What the demonstration remembers beside its two stores: its own keys, how far the clock was moved, what was set up. */
const Kept = z.object({
  dataKey: z.string(),
  sessionSecret: z.string(),
  clockAhead: z.number(),
  prepared: z.boolean(),
})

/**
 * Runs the whole product against the local WeCom, on one clock that can be moved forward.
 * Only the clock is shared: the local WeCom and the bot speak over HTTP.
 */
export async function demonstrate({ folder, port }: { folder: string; port: number }): Promise<Demo> {
  await mkdir(folder, { recursive: true })
  const keptFile = join(folder, 'demo.json')
  const kept = await readKept(keptFile)
  const now = () => Date.now() + kept.clockAhead
  const sandbox = await openSandbox({ plan: county, now, port, file: join(folder, 'wecom.json') })
  const bot = await startBot(
    readConfig({
      ...sandbox.env,
      ADMIN_USERIDS: officeUserids.join(','),
      DATA_DIR: join(folder, 'bot'),
      DATA_KEY: kept.dataKey,
      SESSION_SECRET: kept.sessionSecret,
      PORT: String(port + 1),
      LOG_LEVEL: 'warn',
      // Cards that were sent keep their links: the bot's own port is fixed too.
      PUBLIC_URL: `http://127.0.0.1:${port + 1}`,
    }),
    {
      now,
      log: pino({ level: 'warn', base: null }),
      pagesFolder: fileURLToPath(new URL('./pages', import.meta.url)),
    },
  )
  sandbox.callback(`${bot.url}/wecom/callback`)
  sandbox.onClock = async to => {
    kept.clockAhead += to - now()
    await writeFile(keptFile, JSON.stringify(kept))
    sandbox.clockMoved()
    await bot.catchUp()
  }
  await bot.readDirectory()
  if (!kept.prepared) {
    for (const [userid, words] of firstWords(sandbox.url)) await sandbox.say(userid, words)
    kept.prepared = true
    await writeFile(keptFile, JSON.stringify(kept))
  }
  return {
    url: sandbox.url,
    stop: async () => {
      await bot.stop()
      await sandbox.close()
    },
  }
}

async function readKept(file: string): Promise<z.infer<typeof Kept>> {
  try {
    return Kept.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    const fresh = {
      dataKey: randomBytes(32).toString('base64'),
      sessionSecret: randomBytes(32).toString('hex'),
      clockAhead: 0,
      prepared: false,
    }
    await writeFile(file, JSON.stringify(fresh))
    return fresh
  }
}
