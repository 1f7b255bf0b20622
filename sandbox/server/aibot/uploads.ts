import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { bytesOf, integer, readFields } from '../fields.ts'
import { perMember, slidingWindow } from '../limits.ts'
import { keepMedia, mediaKinds } from '../media.ts'
import { uploadedByBot } from '../media-owners.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Frame } from './frames.ts'

const chunk = 512 * 1024
const mostChunks = 100
/** An upload that is not finished goes on after a reconnect, for so long. */
const lives = 30 * 60_000
/** An image is held to the smaller of the two limits that the vendor names. */
const largestImage = 2 * 1024 * 1024

const text = z.string().default('')
const Init = z.object({ type: text, filename: text, total_size: integer, total_chunks: integer, md5: text })
const Chunk = z.object({ upload_id: text, chunk_index: integer, base64_data: text })
const Finish = z.object({ upload_id: text })

interface Upload extends z.infer<typeof Init> {
  at: number
  chunks: Map<number, Buffer>
}

export interface Uploads {
  init: (frame: Frame) => object
  chunk: (frame: Frame) => null
  finish: (frame: Frame) => Promise<object>
}

/** Files of the bot in three steps (vendor page 101463). */
export function openUploads(world: World): Uploads {
  const uploads = new Map<string, Upload>()
  const rate = slidingWindow(...perMember)
  const find = (id: string): Upload => {
    const upload = uploads.get(id)
    if (!upload || world.now() - upload.at > lives) throw new Refusal(846611, 'invalid upload_id')
    return upload
  }
  return {
    init: ({ cmd, body }) => {
      const upload = readFields(Init, body, cmd, world.finding)
      const kind = mediaKinds[upload.type]
      if (!kind) throw new Refusal(846697, 'file type not supported')
      if (!upload.filename || bytesOf(upload.filename) > 256) throw new Refusal(40058, 'invalid parameter: filename')
      if (upload.total_size < 5) throw new Refusal(40006, 'invalid media size')
      if (upload.total_size > (upload.type === 'image' ? largestImage : kind.largest)) {
        throw new Refusal(45001, 'media size out of limit')
      }
      if (upload.total_chunks < 1 || upload.total_chunks > mostChunks) {
        throw new Refusal(40058, 'invalid parameter: total_chunks')
      }
      if (!rate.take('', world.now())) throw new Refusal(45009, 'api freq out of limit')
      const id = randomBytes(24).toString('base64url')
      uploads.set(id, { ...upload, at: world.now(), chunks: new Map() })
      return { upload_id: id }
    },
    chunk: ({ cmd, body }) => {
      const { upload_id: id, chunk_index: index, base64_data: data } = readFields(Chunk, body, cmd, world.finding)
      const upload = find(id)
      if (index < 0 || index >= upload.total_chunks) throw new Refusal(846612, 'chunk_index out of range')
      const bytes = Buffer.from(data, 'base64')
      if (!bytes.length) throw new Refusal(40058, 'invalid parameter: base64_data')
      if (bytes.length > chunk) throw new Refusal(846613, 'chunk too large')
      if (!upload.chunks.has(index)) upload.chunks.set(index, bytes)
      return null
    },
    finish: async ({ cmd, body }) => {
      const { upload_id: id } = readFields(Finish, body, cmd, world.finding)
      const upload = find(id)
      if (upload.chunks.size < upload.total_chunks) throw new Refusal(846616, 'chunks missing')
      const order = [...upload.chunks].sort(([a], [b]) => a - b)
      const bytes = Buffer.concat(order.map(([, part]) => part))
      if (bytes.length !== upload.total_size) throw new Refusal(40006, 'total_size differs')
      const md5 = createHash('md5').update(bytes).digest('hex')
      if (upload.md5 && upload.md5.toLowerCase() !== md5) throw new Refusal(301019, 'md5 differs')
      const { type, filename: name } = upload
      if (!mediaKinds[type]?.fits(bytes)) throw new Refusal(40004, 'invalid media type')
      uploads.delete(id)
      const media = await keepMedia(world, { type, name, bytes, webhook: uploadedByBot })
      return { type, media_id: media.id, created_at: String(Math.floor(media.at / 1000)) }
    },
  }
}
