import { link, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { z } from 'zod'
import { StoreLocked } from './errors.ts'

const holderSchema = z.object({ pid: z.number().int(), host: z.string(), started: z.string() })
type Holder = z.infer<typeof holderSchema>

/** Folders that this process holds: a lock with its own number may also be left from before a restart. */
const ours = new Set<string>()
let attempts = 0

/**
 * Lets only one writer into a folder. The lock of a process that has ended is taken over.
 * Throws `StoreLocked` where it still runs. Gives what lets go.
 */
export async function lock(folder: string): Promise<() => Promise<void>> {
  const place = await realpath(folder)
  const path = `${place}/lock`
  const me: Holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid) }
  if (ours.has(place)) throw new StoreLocked(`${folder} is already open in this process`)
  ours.add(place)
  const own = `${path}.${process.pid}.${++attempts}`
  try {
    await writeFile(own, `${JSON.stringify(me)}\n`, { mode: 0o600 })
    // A link appears whole or not at all, and never over another.
    while (!(await linked(own, path))) await removeStale(folder, path)
  } catch (error) {
    ours.delete(place)
    throw error
  } finally {
    await rm(own, { force: true })
  }
  return async () => {
    ours.delete(place)
    await rm(path, { force: true })
  }
}

/** Whether a process holds this folder at the moment, as far as this machine can tell. Takes nothing. */
export async function isLocked(folder: string): Promise<boolean> {
  const holder = await read(`${folder}/lock`)
  return Boolean(holder && (await runs(holder)))
}

async function linked(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function removeStale(folder: string, path: string): Promise<void> {
  const holder = await read(path)
  if (holder === undefined) return
  if (holder && (await runs(holder))) {
    throw new StoreLocked(
      holder.host === hostname()
        ? `${folder} is open in process ${holder.pid}`
        : `${folder} is open in process ${holder.pid} on ${holder.host}; if that machine is gone, delete the file lock`,
    )
  }
  // Renamed first: of two that find it stale, only one moves it, and what was moved is looked at again.
  const aside = `${path}.stale.${process.pid}.${++attempts}`
  try {
    await rename(path, aside)
  } catch {
    return
  }
  const moved = await read(aside)
  if (moved && (await runs(moved))) await linked(aside, path)
  await rm(aside, { force: true })
}

/** Undefined where there is no lock, null where it says nothing. */
async function read(path: string): Promise<Holder | null | undefined> {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch (error) {
    return error instanceof SyntaxError ? null : undefined
  }
}

async function runs({ pid, host, started }: Holder): Promise<boolean> {
  if (host !== hostname()) return true
  // This process does not hold the folder, so its number was another's.
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  // A number is given again: the same process is the one that began at the same moment.
  return (await startOf(pid)) === started
}

/** When a process began, as the system counts; '' where it does not tell. */
async function startOf(pid: number): Promise<string> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ])
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    return `${boot.trim()}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`
  } catch {
    return ''
  }
}
