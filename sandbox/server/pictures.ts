import Router from '@koa/router'
import { sendMedia } from './media.ts'
import type { World } from './world.ts'

/** Where the app's bot fetches a picture that somebody sent: the PicUrl of the callback (vendor page 90239). */
export function openPictures(world: World, origin: () => string) {
  const router = new Router()
  router.get('/pictures/:id', async ctx => {
    const media = world.state.media.get(ctx.params['id'] ?? '')
    if (media?.type !== 'image' || media.webhook !== null) return
    await sendMedia(world, ctx, media)
  })
  return { router, addressOf: (id: string) => `${origin()}/pictures/${id}` }
}
