import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Client } from './client.ts'
import { mediaTimeout } from './http.ts'

/** What WeCom takes as a file and as a picture (PNG, JPG), in bytes (vendor page 90253). */
export const fileLimits = { smallest: 6, largest: 20 * 1024 * 1024 }
export const imageLimits = { smallest: 6, largest: 10 * 1024 * 1024 }

/** What is uploaded: a file of any kind, or a picture that is shown. */
export interface Upload {
  name: string
  bytes: Uint8Array
  type?: 'file' | 'image'
}

const Uploaded = z.object({ media_id: z.string().min(1) })

/** Uploads a file and gives its media_id, which serves for 3 days. The name is shown to people as it is here. */
export async function uploadFile(client: Client, { name, bytes, type = 'file' }: Upload): Promise<string> {
  const { body, contentType } = multipart(name, bytes)
  const call = { path: '/cgi-bin/media/upload', query: { type }, body, contentType, timeout: mediaTimeout }
  return (await client.call(call, Uploaded)).media_id
}

/** One part called `media`. The name goes as UTF-8 bytes: WeCom documents no escaping, and shows what it gets. */
export function multipart(name: string, bytes: Uint8Array): { body: Buffer; contentType: string } {
  const boundary = `qingfeng-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`
  const filename = name.replaceAll(/["\r\n\\/]/g, '_')
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="${filename}"; filelength=${bytes.length}\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n'
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, contentType: `multipart/form-data; boundary=${boundary}` }
}
