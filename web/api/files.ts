import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { send } from '@koa/send'
import type { Context } from 'koa'
import { notFound } from './refusal.ts'

const year = 365 * 24 * 3600 * 1000

/** The single page into which the pages are built. It holds no data, so it is the same for everybody. */
export async function sendShell(ctx: Context, folder: string): Promise<void> {
  ctx.type = 'html'
  ctx.set('Cache-Control', 'no-store')
  ctx.body = await readFile(join(folder, 'index.html'))
}

/** A file of the build. Its name holds the hash of its contents, so it is kept for a year. */
export async function sendAsset(ctx: Context, folder: string, name: string): Promise<void> {
  ctx.vary('Accept-Encoding')
  await send(ctx, name, { root: join(folder, 'assets'), maxage: year, immutable: true })
}

/** A `WW_verify_*.txt` by which WeCom checks that the domain is ours. The name has been checked by the route. */
export async function sendProof(ctx: Context, folder: string | null, name: string): Promise<void> {
  if (folder === null) throw notFound()
  try {
    ctx.body = await readFile(join(folder, name))
  } catch {
    throw notFound()
  }
  ctx.type = 'text/plain'
}
