import { z } from 'zod'
import { checked, readChecked } from './checked.ts'
import { StoreDamaged } from './errors.ts'
import { isMissing, replaceFile, type Files } from './files.ts'

export const MANIFEST = 'manifest.json'

/** What a checkpoint knows of one part: the rows of one collection born in one month, or all of them. */
const partRecord = z.object({
  /** Within the folder. */
  file: z.string(),
  bytes: z.number().int(),
  crc: z.number().int(),
  /** Rows written in the file; a later one of the same key replaces the earlier. */
  lines: z.number().int(),
  /** Rows that stand. */
  rows: z.number().int(),
  /** How many of them are work still to be done. */
  due: z.number().int(),
  /** The latest moment from which the rows' days are counted; null where one row has none, or none are counted. */
  newest: z.number().nullable(),
  /** The ids of the keys that secret fields are encrypted with. */
  keys: z.array(z.string()),
  /** By index: how many rows have which value. Only for indexes with few values and nothing secret in them. */
  counts: z.record(z.string(), z.record(z.string(), z.number().int())),
})

/** The one file that says which others make the store. Written last, so that a checkpoint is whole or not at all. */
const manifestSchema = z.object({
  format: z.literal(1),
  /** The journal that goes on from here has this number. */
  generation: z.number().int(),
  /** The last journal line that the parts contain. */
  seq: z.number().int(),
  key: z.string(),
  parts: z.record(z.string(), z.record(z.string(), partRecord)),
})

export type PartRecord = z.infer<typeof partRecord>
export type Manifest = z.infer<typeof manifestSchema>

/** Null where there is none. Throws `StoreDamaged` where it is not what was written. */
export async function readManifest(files: Files, folder: string): Promise<Manifest | null> {
  let text: string
  try {
    text = (await files.read(`${folder}/${MANIFEST}`)).toString('utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const parsed = manifestSchema.safeParse(readChecked(text))
  if (!parsed.success) throw new StoreDamaged(MANIFEST, 'the whole file', 'its checksum does not hold')
  return parsed.data
}

export async function writeManifest(files: Files, folder: string, manifest: Manifest): Promise<void> {
  const fields = JSON.stringify(manifest, null, 1).slice(1, -1)
  const bytes = Buffer.from(checked(fields))
  await replaceFile(files, folder, MANIFEST, file => file.write(bytes, 0))
}

export function journalName(generation: number): string {
  return `journal-${String(generation).padStart(8, '0')}.jsonl`
}
