import type { DirectoryReading } from '../handlers/directory/reading.ts'
import type { Perform } from '../handlers/perform.ts'
import { monthOf } from '../handlers/time.ts'
import type { Logger } from './logger.ts'

/** Reads WeCom's directory, whole. Throws where WeCom does not give it. */
export type ReadDirectory = () => Promise<DirectoryReading>

/** Brings the stored directory in line with WeCom's. A reading that cannot be true is logged, and waits for the next. */
export async function readDirectory({
  directory,
  perform,
  now,
  log,
}: {
  directory: ReadDirectory
  perform: Perform
  now: () => number
  log: Logger
}): Promise<void> {
  const reading = await directory()
  const at = now()
  const { text: doubt } = await perform({
    key: `${monthOf(at)}:directory:${at}`,
    act: 'directory.reconcile',
    input: reading,
    who: null,
    reply: 'return',
    at,
  })
  if (doubt !== null) log.error({ why: doubt }, 'directory not believed')
}
