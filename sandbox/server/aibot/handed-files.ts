import { createCipheriv, randomBytes } from 'node:crypto'
import Router from '@koa/router'
import type { World } from '../world.ts'
import { smartBot } from './identity.ts'

/** Milliseconds that an address serves (vendor page 100719). */
const lives = 5 * 60_000
const block = 32

export interface HandedFiles {
  /** The address of a file for the bot, and the key of that address alone. */
  hand: (media: string) => { url: string; aeskey: string }
  router: Router
}

/** What people send to the smart bot, encrypted; `origin` is the local WeCom's own. */
export function openHandedFiles(world: World, origin: () => string): HandedFiles {
  const handed = new Map<string, { media: string; key: Buffer; at: number }>()
  const router = new Router()
  router.get(`${smartBot.path}/media/:token`, async ctx => {
    const file = handed.get(ctx.params['token'] ?? '')
    const media = file && world.state.media.get(file.media)
    const bytes = file && (await world.media.get(file.media))
    if (!file || !media || !bytes || world.now() - file.at > lives) {
      ctx.status = 403
      ctx.body = 'expired'
      return
    }
    // The name is here and nowhere else; a picture has none.
    if (media.type === 'file') {
      const name = encodeURIComponent(media.name)
      ctx.set('Content-Disposition', `attachment; filename="${name}"; filename*=UTF-8''${name}`)
    }
    ctx.type = 'application/octet-stream'
    ctx.body = encrypted(bytes, file.key)
  })
  return {
    hand: media => {
      for (const [token, { at }] of handed) {
        if (world.now() - at <= lives) break
        handed.delete(token)
      }
      const token = randomBytes(24).toString('base64url')
      const key = randomBytes(32)
      handed.set(token, { media, key, at: world.now() })
      return { url: `${origin()}${smartBot.path}/media/${token}`, aeskey: key.toString('base64') }
    },
    router,
  }
}

/** AES-256-CBC, padded to a multiple of 32, the key's first 16 bytes as IV (vendor page 100719). */
function encrypted(bytes: Buffer, key: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padding = block - (bytes.length % block)
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(padding, padding)), cipher.final()])
}
