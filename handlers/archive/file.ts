import { unzipSync } from 'fflate'
import type { MadeFiles } from '../../store/made.ts'
import { indexName } from './papers/contents.ts'
import { summaryName } from './papers/summary.ts'

/** One file out of a made archive, for where the zip itself cannot be handed over. Throws where it is no longer kept. */
export async function archiveFile(made: MadeFiles, job: string, which: 'index' | 'summary'): Promise<Uint8Array> {
  const chunks = await made.read(job)
  if (!chunks) throw new Error(`the archive ${job} is no longer kept`)
  const pieces: Uint8Array[] = []
  for await (const chunk of chunks) pieces.push(chunk)
  const name = which === 'index' ? indexName : summaryName
  const found = unzipSync(new Uint8Array(Buffer.concat(pieces)), { filter: file => file.name === name })[name]
  if (!found) throw new Error(`the archive ${job} has no ${name}`)
  return found
}
