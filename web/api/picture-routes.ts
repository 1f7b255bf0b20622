import type { Context } from 'koa'
import { pictureOf } from '../../handlers/study/pictures.ts'
import type { WebDeps } from './deps.ts'
import { notFound } from './refusal.ts'
import type { GuardedRoute } from './route.ts'

/**
 * The pictures in a notice or a draft, for whoever may read it. They are named by their SHA-256, as the mark in the text
 * has it, so that an address never shows another picture, whichever version of the text is read.
 */
export function pictureRoutes({ store }: Pick<WebDeps, 'store'>): GuardedRoute[] {
  return [
    {
      method: 'get',
      path: '/api/notices/:id/pictures/:n',
      access: 'addressed',
      name: '查看通知里的图片',
      handle: async ({ ctx, who, id }) => {
        const picture = await store.read(async tx => {
          const notice = await tx.notices.get(id)
          // What has been withdrawn is not to be read any more.
          const shown = notice && (notice.withdrawn === null || who.officeOf === notice.unit)
          return shown ? pictureOf(tx, { notice: id }, named(ctx)) : undefined
        })
        send(ctx, picture)
      },
    },
    {
      method: 'get',
      path: '/api/cases/:id/pictures/:n',
      access: 'case reader',
      name: '查看案例里的图片',
      handle: async ({ ctx, id }) => send(ctx, await store.read(tx => pictureOf(tx, { notice: id }, named(ctx)))),
    },
    {
      method: 'get',
      path: '/api/drafts/:id/pictures/:n',
      access: 'draft office',
      name: '查看预览里的图片',
      handle: async ({ ctx, id }) => send(ctx, await store.read(tx => pictureOf(tx, { draft: id }, named(ctx)))),
    },
  ]
}

function named(ctx: Context): string {
  const { n } = ctx['params'] as { n?: string }
  if (n === undefined || !/^[0-9a-f]{64}$/.test(n)) throw notFound()
  return n
}

/** The type is one of four that hold no program, and the browser may not guess another. */
function send(ctx: Context, picture: Awaited<ReturnType<typeof pictureOf>>): void {
  if (!picture) throw notFound()
  ctx.type = picture.type
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox")
  ctx.body = Buffer.from(picture.bytes, 'base64')
}
