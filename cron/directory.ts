import type { DirectoryReading } from '../handlers/directory/reconcile.ts'
import type { Perform } from '../handlers/perform.ts'
import { monthOf } from '../handlers/time.ts'

/** Reads WeCom's directory, whole. Throws where WeCom does not give it. */
export type ReadDirectory = () => Promise<DirectoryReading>

/** Brings the stored directory in line with WeCom's. */
export async function readDirectory({
  directory,
  perform,
  now,
}: {
  directory: ReadDirectory
  perform: Perform
  now: () => number
}): Promise<void> {
  const reading = await directory()
  const at = now()
  await perform({
    key: `${monthOf(at)}:directory:${at}`,
    act: 'directory.reconcile',
    input: reading,
    who: null,
    reply: 'return',
    at,
  })
}
