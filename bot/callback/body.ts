import type { IncomingMessage } from 'node:http'
import { Refused } from './refusal.ts'

const megabyte = 1_048_576

/** Reads a request's body as text. Throws `Refused` (`too large`) beyond 1 MB, and keeps nothing of it then. */
export async function readBody(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > megabyte) throw new Refused('too large', 'announced over 1 MB')
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request
      .on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > megabyte) {
          // Goes on flowing into nothing, so that the answer can be read at the other end.
          request.removeAllListeners('data').resume()
          reject(new Refused('too large', 'over 1 MB'))
        } else chunks.push(chunk)
      })
      .on('end', () => resolve((chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString()))
      .on('error', reject)
      .on('close', () => {
        // Comes after every request; an error is only worth its cost where something is missing.
        if (!request.complete) reject(new Refused('garbage', 'cut off'))
      })
  })
}
