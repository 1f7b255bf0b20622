import { cp, readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Every file in a folder with its bytes, by its name within the folder; the lock does not count. */
export async function contentOf(folder: string): Promise<Map<string, Buffer>> {
  const content = new Map<string, Buffer>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && entry.name !== 'lock') content.set(relative(folder, path), await readFile(path))
  }
  return new Map([...content].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The folder as a crash at this moment would leave it. */
export async function copyAsCrashed(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: source => !source.endsWith('lock') })
}

/** The journals of a folder, oldest first. */
export async function journalsOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter(name => name.startsWith('journal-')).sort()
}
