import type { Context, Middleware } from 'koa'
import { z } from 'zod'
import { StoreStopped } from '../../store/transaction.ts'
import type { WebDeps } from './deps.ts'
import { plainPage, plainPagePolicy } from './plain-page.ts'
import { Refusal, sentences } from './refusal.ts'

/**
 * The one place where errors end. People get a sentence that says what to do; a fault of ours goes to the log by its
 * kind and place, without its message, which may hold what people wrote.
 */
export const errorSink =
  (log: WebDeps['log']): Middleware =>
  async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const { status, sentence } = explain(error)
      if (status >= 500) log.error({ ...kindOf(error), path: ctx.path, status }, 'request failed')
      tell(ctx, status, sentence)
    }
  }

/** Answers with a sentence: JSON where a page asks, else a page of its own. */
export function tell(ctx: Context, status: number, sentence: string): void {
  ctx.status = status
  ctx.set('Cache-Control', 'no-store')
  ctx.remove('Content-Disposition')
  if (ctx.accepts('html', 'json') === 'json' || (ctx.path.startsWith('/api/') && !isNavigation(ctx))) {
    ctx.body = { error: sentence }
  } else {
    ctx.set('Content-Security-Policy', plainPagePolicy)
    ctx.type = 'html'
    ctx.body = plainPage(sentence)
  }
}

/** Whether a browser goes there itself, as by a link, in contrast to a page's own request. */
export const isNavigation = (ctx: Context): boolean => {
  const mode = ctx.get('Sec-Fetch-Mode')
  return mode ? mode === 'navigate' : ctx.get('Accept').includes('text/html')
}

function explain(error: unknown): { status: number; sentence: string } {
  if (error instanceof Refusal) return error
  if (error instanceof z.ZodError) return { status: 400, sentence: sentences.malformed }
  if (error instanceof StoreStopped) return { status: 503, sentence: sentences.stopped }
  const { status, expose } = HttpError.catch({ status: 500, expose: false }).parse(error)
  if (!expose || status >= 500) return { status: 500, sentence: sentences.failed }
  if (status === 404) return { status, sentence: sentences.notFound }
  return { status, sentence: sentences.malformed }
}

/** What Koa's own parts throw. */
const HttpError = z.object({ status: z.number().int().min(400).max(599), expose: z.boolean() })

function kindOf(error: unknown): { error: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] }
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { error: error.name, at: frames.slice(0, 5).map(line => line.trim()) }
}
