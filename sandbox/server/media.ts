import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import type { ApiRoute } from './api-route.ts'
import { day } from './limits.ts'
import { type FilePart, filePart } from './multipart.ts'
import { Refusal } from './refusal.ts'
import type { Media } from './state.ts'
import type { World } from './world.ts'

/** A media_id serves for 3 days (vendor page 90253). */
const lives = 3 * day
const mega = 1024 * 1024

const startsWith =
  (signature: string, at = 0) =>
  (bytes: Buffer) =>
    bytes.subarray(at, at + signature.length).toString('latin1') === signature

/** What is taken as which type: how large it may be, and how its bytes begin. */
export const mediaKinds: Record<string, { largest: number; fits: (bytes: Buffer) => boolean }> = {
  image: { largest: 10 * mega, fits: bytes => startsWith('\x89PNG')(bytes) || startsWith('\xff\xd8')(bytes) },
  voice: { largest: 2 * mega, fits: startsWith('#!AMR') },
  video: { largest: 10 * mega, fits: startsWith('ftyp', 4) },
  file: { largest: 20 * mega, fits: () => true },
}

export function mediaRoutes(world: World): ApiRoute[] {
  return [
    {
      path: '/cgi-bin/media/upload',
      method: 'POST',
      query: ['type'],
      answer: ({ ctx, query, raw }) => upload(world, query['type'], filePart(ctx.get('Content-Type'), raw), null),
    },
    {
      path: '/cgi-bin/media/get',
      method: 'GET',
      query: ['media_id'],
      answer: async ({ ctx, query }) => {
        const media = mediaFor(world, query['media_id'], null, null)
        await sendMedia(world, ctx, media)
        return null
      },
    },
  ]
}

/** Takes what was uploaded (vendor pages 90253, 99110). `webhook` is the key of the webhook it is for. */
export async function upload(
  world: World,
  type: string | undefined,
  file: FilePart | null,
  webhook: string | null,
): Promise<object> {
  const kind = mediaKinds[type ?? '']
  if (!kind || type === undefined || (webhook !== null && type !== 'file' && type !== 'voice')) {
    throw new Refusal(40005, 'invalid type')
  }
  if (!file || file.bytes.length === 0) throw new Refusal(44001, 'empty media data')
  if (file.bytes.length <= 5) throw new Refusal(40006, 'invalid media size')
  if (file.bytes.length > kind.largest) throw new Refusal(45001, 'media size out of limit')
  if (!kind.fits(file.bytes)) throw new Refusal(40004, 'invalid media type')
  const { id, at } = await keepMedia(world, { type, ...file, webhook })
  return { errmsg: webhook === null ? '' : 'ok', type, media_id: id, created_at: String(Math.floor(at / 1000)) }
}

/** Keeps bytes under a new media_id. */
export async function keepMedia(
  world: World,
  { bytes, ...kept }: { type: string; name: string; bytes: Buffer; webhook: string | null },
): Promise<Media> {
  const id = randomBytes(32).toString('base64url')
  await world.media.put(id, bytes)
  const media = { ...kept, id, at: world.now(), bytes: bytes.length }
  world.state.media.set(id, media)
  world.changed()
  return media
}

/** The media of an id that is still good, of this type and for this purpose. Throws `Refusal` (40007, 41006). */
export function mediaFor(world: World, id: string | undefined, type: string | null, webhook: string | null): Media {
  if (!id) throw new Refusal(41006, 'media_id missing')
  const media = world.state.media.get(id)
  const fits =
    media && media.webhook === webhook && (type === null || media.type === type) && world.now() - media.at < lives
  if (!fits) throw new Refusal(40007, 'invalid media_id')
  return media
}

/** Answers with the bytes, or the part of them that was asked for (vendor page 90254). */
export async function sendMedia(world: World, ctx: Context, media: Media): Promise<void> {
  const bytes = await world.media.get(media.id)
  if (!bytes) throw new Refusal(40007, 'invalid media_id')
  ctx.attachment(media.name)
  ctx.type = contentType(media.type, bytes)
  const range = ctx.get('Range')
  if (!range) return void (ctx.body = bytes)
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
  const start = from === '' ? Math.max(0, bytes.length - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1)
  if ((from === '' && to === '') || start > end) throw new Refusal(40146, 'invalid Range')
  ctx.status = 206
  ctx.set('Content-Range', `bytes ${start}-${end}/${bytes.length}`)
  ctx.body = bytes.subarray(start, end + 1)
}

/** What kind of picture these bytes are; null where they are none that a phone shows. */
export function pictureType(bytes: Buffer): string | null {
  if (startsWith('\x89PNG')(bytes)) return 'image/png'
  if (startsWith('\xff\xd8')(bytes)) return 'image/jpeg'
  if (startsWith('GIF8')(bytes)) return 'image/gif'
  return startsWith('WEBP', 8)(bytes) ? 'image/webp' : null
}

function contentType(type: string, bytes: Buffer): string {
  if (type === 'image') return pictureType(bytes) ?? 'image/jpeg'
  return type === 'video' ? 'video/mp4' : type === 'voice' ? 'audio/amr' : 'application/octet-stream'
}
