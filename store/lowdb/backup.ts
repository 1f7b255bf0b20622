import { StoreDamaged } from './errors.ts'
import { isMissing, replaceFile, type Files } from './files.ts'
import { mustBeWritten } from './lines.ts'
import { journalName, readManifest, writeManifest, type Manifest, type PartRecord } from './manifest.ts'
import { wholeLines } from './replay.ts'

/** A copy goes into an empty or new folder only. */
export class NotEmpty extends Error {
  override name = 'NotEmpty'
}

const TRIES = 25
const CHUNK = 1024 * 1024

/**
 * A consistent copy into an empty or new folder, which opens like any other; the store may be in use meanwhile.
 * What checkpoints replace is read first, in a moment. Months are never changed in place except by appending,
 * so their lengths cut a copy to what they were; where one has been replaced meanwhile, the copy begins again.
 */
export async function copyStore(files: Files, from: string, to: string): Promise<void> {
  await files.mkdir(to)
  if ((await files.list(to)).length > 0) throw new NotEmpty(`${to} is not empty`)
  for (let attempt = 1; ; attempt++) {
    const manifest = await readManifest(files, from)
    if (!manifest) throw new StoreDamaged('manifest.json', 'the whole file', 'it is missing')
    try {
      const parts = Object.values(manifest.parts).flatMap(months => Object.values(months))
      const brief = parts.filter(isBrief)
      const read: [string, Buffer][] = []
      for (const part of brief) read.push([part.file, await readPart(files, from, part)])
      read.push(...(await readJournals(files, from, manifest)))
      for (const [file, content] of read) await write(files, to, file, content)
      for (const part of parts) {
        if (!isBrief(part)) await write(files, to, part.file, await readPart(files, from, part))
      }
      // Last: a copy that was cut off does not open.
      await writeManifest(files, to, manifest)
      return
    } catch (error) {
      if (!isMissing(error) || attempt === TRIES) throw error
      await empty(files, to)
    }
  }
}

/** Small collections get a new file at each checkpoint. */
const isBrief = ({ file }: PartRecord): boolean => file.startsWith('state/')

/** What has been erased in the store meanwhile must not stay in its copy. */
async function empty(files: Files, folder: string): Promise<void> {
  for (const name of await files.list(folder)) await files.remove(`${folder}/${name}`)
}

async function readPart(files: Files, from: string, record: PartRecord): Promise<Buffer> {
  const content = await files.read(`${from}/${record.file}`, record.bytes)
  // A month that nobody reads may have been damaged long ago: its copy must not take the place of a good one.
  await mustBeWritten(content, record)
  return content
}

async function readJournals(files: Files, from: string, manifest: Manifest): Promise<[string, Buffer][]> {
  const journals: [string, Buffer][] = []
  let { generation, seq } = manifest
  for (;;) {
    const name = journalName(generation)
    const content = await files.read(`${from}/${name}`)
    const { lines, end } = await wholeLines(name, content, seq)
    journals.push([name, content.subarray(0, end)])
    seq += lines.length
    const next = lines.at(-1)?.line.next
    if (next === undefined) return journals
    generation = next
  }
}

async function write(files: Files, to: string, file: string, content: Buffer): Promise<void> {
  const slash = file.lastIndexOf('/')
  const folder = slash < 0 ? to : `${to}/${file.slice(0, slash)}`
  if (slash >= 0) await files.mkdir(folder)
  await replaceFile(files, folder, file.slice(slash + 1), async out => {
    for (let at = 0; at < content.length; at += CHUNK) await out.write(content.subarray(at, at + CHUNK), at)
  })
}
