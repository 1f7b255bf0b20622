// npm run serve: the bot alone, against whatever WeCom the environment names.
import pino from 'pino'
import { readConfig } from '../config.ts'
import { startBot } from '../main.ts'
import { explained } from './explained.ts'

/** After this the process ends whatever is still in hand. */
const patience = 9_000

await explained(async () => {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel, base: null })
  const bot = await startBot(config, { now: Date.now, log })
  log.info({ url: bot.url }, 'listening')

  let ending = false
  const end = (code: number) => {
    if (ending) return
    ending = true
    setTimeout(() => process.exit(code || 1), patience).unref()
    bot.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => end(0))
  process.on('SIGINT', () => end(0))
  const reason = await bot.failed
  if (ending) return
  log.fatal({ err: reason }, '数据无法写入磁盘，已停止应答。请检查磁盘空间和权限后重新启动。')
  process.exit(1)
})
