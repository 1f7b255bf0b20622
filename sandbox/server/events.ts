import { PassThrough } from 'node:stream'
import type { Context } from 'koa'
import type { News } from './news.ts'

/** Often enough that nothing on the way takes the connection for dead. */
const heartbeat = 25_000

/** Answers with server-sent events: what happens, as long as the page listens. */
export function streamEvents(ctx: Context, news: News): void {
  const stream = new PassThrough()
  ctx.type = 'text/event-stream'
  ctx.set('Cache-Control', 'no-store')
  ctx.status = 200
  ctx.body = stream
  stream.write(':\n\n')
  const stop = news.listen(data => stream.write(`data: ${JSON.stringify(data)}\n\n`))
  const beat = setInterval(() => stream.write(':\n\n'), heartbeat)
  beat.unref()
  const end = (): void => {
    stop()
    clearInterval(beat)
    stream.destroy()
  }
  ctx.res.on('close', end)
}
