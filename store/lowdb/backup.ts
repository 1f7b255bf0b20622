import { StoreDamaged } from './errors.ts'
import { isMissing, replaceFile, type Files } from './files.ts'
import { mustBeWritten } from './lines.ts'
import { journalName, readManifest, writeManifest, type Manifest } from './manifest.ts'
import { wholeLines } from './replay.ts'

/** A copy goes into an empty or new folder only. */
export class NotEmpty extends Error {
  override name = 'NotEmpty'
}

const TRIES = 10
const CHUNK = 1024 * 1024

/**
 * A consistent copy into an empty or new folder, which opens like any other; the store may be in use meanwhile.
 * What the manifest names is never changed in place except by appending, so its lengths cut a copy to what it was;
 * where a file has been replaced meanwhile, the copy begins again.
 */
export async function copyStore(files: Files, from: string, to: string): Promise<void> {
  await files.mkdir(to)
  if ((await files.list(to)).length > 0) throw new NotEmpty(`${to} is not empty`)
  for (let attempt = 1; ; attempt++) {
    const manifest = await readManifest(files, from)
    if (!manifest) throw new StoreDamaged('manifest.json', 'the whole file', 'it is missing')
    try {
      await copyParts(files, from, to, manifest)
      await copyJournals(files, from, to, manifest)
      // Last: a copy that was cut off does not open.
      await writeManifest(files, to, manifest)
      return
    } catch (error) {
      if (!isMissing(error) || attempt === TRIES) throw error
      await empty(files, to)
    }
  }
}

/** What has been erased in the store meanwhile must not stay in its copy. */
async function empty(files: Files, folder: string): Promise<void> {
  for (const name of await files.list(folder)) await files.remove(`${folder}/${name}`)
}

async function copyParts(files: Files, from: string, to: string, manifest: Manifest): Promise<void> {
  const folders = new Set<string>()
  for (const parts of Object.values(manifest.parts)) {
    for (const record of Object.values(parts)) {
      const { file, bytes } = record
      const [folder = '', name = ''] = file.split('/')
      if (!folders.has(folder)) await files.mkdir(`${to}/${folder}`)
      folders.add(folder)
      const content = await files.read(`${from}/${file}`, bytes)
      // A month that nobody reads may have been damaged long ago: its copy must not take the place of a good one.
      await mustBeWritten(content, record)
      await write(files, `${to}/${folder}`, name, content)
    }
  }
}

async function copyJournals(files: Files, from: string, to: string, manifest: Manifest): Promise<void> {
  let { generation, seq } = manifest
  for (;;) {
    const name = journalName(generation)
    const content = await files.read(`${from}/${name}`)
    const { lines, end } = await wholeLines(name, content, seq)
    await write(files, to, name, content.subarray(0, end))
    seq += lines.length
    const next = lines.at(-1)?.line.next
    if (next === undefined) return
    generation = next
  }
}

async function write(files: Files, folder: string, name: string, content: Buffer): Promise<void> {
  await replaceFile(files, folder, name, async file => {
    for (let at = 0; at < content.length; at += CHUNK) await file.write(content.subarray(at, at + CHUNK), at)
  })
}
