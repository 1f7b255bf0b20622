import busboy from 'busboy'
import type { Context } from 'koa'
import { fileTooLarge, largestFile } from '../../handlers/document/formats.ts'
import { Refusal } from './refusal.ts'

/** What a browser hands over. */
export interface Uploaded {
  name: string
  bytes: Uint8Array
}

/** Beyond this a request is not even listened to. */
const largestRequest = 3 * largestFile

const cut = (): Refusal => new Refusal(400, '上传没有完成，没有保存。请检查网络后重新选择文件。')
const noFile = (): Refusal => new Refusal(400, '没有收到文件，请重新选择。')

/**
 * The one file of a multipart request, in its field `file`. Read as it comes, never more than 20 MB of it in memory;
 * whoever calls has checked who asks. Throws `Refusal` for one too large, cut off, or not there: nothing is kept then.
 */
export async function uploadedFile(ctx: Context): Promise<Uploaded> {
  if (Number(ctx.get('Content-Length') || 0) > largestRequest) {
    ctx.set('Connection', 'close')
    throw new Refusal(413, fileTooLarge)
  }
  const parser = open(ctx)
  return new Promise<Uploaded>((resolve, reject) => {
    let found: { name: string; chunks: Uint8Array[] } | null = null
    let refused: Refusal | null = null
    const end = (refusal: Refusal | null): void => {
      ctx.req.unpipe(parser)
      ctx.req.resume()
      if (refusal) reject(refusal)
      else if (found) resolve({ name: found.name, bytes: Buffer.concat(found.chunks) })
      else reject(noFile())
    }
    parser.on('file', (field, stream, { filename }) => {
      if (field !== 'file' || found) return stream.resume()
      const file = { name: filename || '文件', chunks: [] as Uint8Array[] }
      found = file
      stream.on('data', (chunk: Buffer) => file.chunks.push(chunk))
      stream.on('limit', () => {
        file.chunks = []
        refused = new Refusal(413, fileTooLarge)
      })
      stream.on('error', () => end(cut()))
      return undefined
    })
    parser.on('close', () => end(refused))
    parser.on('error', () => end(cut()))
    ctx.req.on('close', () => {
      if (!ctx.req.complete) end(cut())
    })
    ctx.req.pipe(parser)
  })
}

function open(ctx: Context) {
  try {
    return busboy({
      headers: ctx.req.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 0, parts: 2, fileSize: largestFile, headerPairs: 20 },
    })
  } catch {
    throw noFile()
  }
}
