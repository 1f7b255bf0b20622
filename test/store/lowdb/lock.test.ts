import { build } from 'esbuild'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoreLocked } from '../../../store/lowdb/errors.ts'
import { openForReading } from '../../../store/lowdb/reading.ts'
import { person } from '../hospital.ts'
import { key, openIn, temporaryFolder } from './open-temporary.ts'

describe('the lock', () => {
  let folder: string
  const running: ChildProcess[] = []
  const others: string[] = []
  beforeEach(async () => {
    folder = await temporaryFolder()
  })
  afterEach(async () => {
    for (const child of running.splice(0)) {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    }
    for (const one of [folder, ...others.splice(0)]) await rm(one, { recursive: true, force: true })
  })

  /** Another process that opens the folder, writes one row and stays. */
  async function otherProcess(): Promise<ChildProcess> {
    const home = await temporaryFolder()
    others.push(home)
    const outfile = join(home, 'open.mjs')
    await build({ entryPoints: ['store/lowdb/open.ts'], outfile, bundle: true, platform: 'node', format: 'esm' })
    const script = `
      const { openLowdb } = await import(${JSON.stringify(outfile)})
      const keys = [Buffer.alloc(32, 7)]
      const store = await openLowdb({ folder: ${JSON.stringify(folder)}, keys, now: Date.now })
      await store.commit(tx => tx.people.put(${JSON.stringify(person())}))
      console.log('open')
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.push(child)
    await once(child.stdout, 'data')
    return child
  }

  it('lets one in: a second opener of the same process is refused, until the first has closed', async () => {
    const store = await openIn(folder)
    await expect(openIn(folder)).rejects.toThrow(StoreLocked)
    await store.commit(tx => tx.people.put(person()))
    await store.close()
    const again = await openIn(folder)
    expect(await again.read(tx => tx.people.get('zhangmin'))).toEqual(person())
    await again.close()
    expect((await readdir(folder)).filter(name => name.startsWith('lock'))).toEqual([])
  })

  it('holds between processes as long as one runs, and is taken over once it was killed, with all it answered', async () => {
    const child = await otherProcess()
    await expect(openIn(folder)).rejects.toThrow(`process ${child.pid}`)
    // Reading is always possible.
    const reader = await openForReading({ folder, keys: [key] })
    expect(await reader.read(tx => tx.people.get('zhangmin'))).toEqual(person())
    child.kill('SIGKILL')
    await once(child, 'exit')
    const store = await openIn(folder)
    expect(await store.read(tx => tx.people.get('zhangmin'))).toEqual(person())
    await store.close()
  })

  it('left by a process whose number now is another one is taken over, by one of many', async () => {
    const child = await otherProcess()
    const left = JSON.parse(await readFile(join(folder, 'lock'), 'utf8')) as object
    child.kill('SIGKILL')
    await once(child, 'exit')
    for (const pid of [child.pid, process.pid, process.ppid]) {
      await writeFile(join(folder, 'lock'), JSON.stringify({ ...left, pid }))
      const openings = await Promise.allSettled([1, 2, 3].map(() => openIn(folder)))
      const opened = openings.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
      expect(opened).toHaveLength(1)
      await opened[0]?.close()
    }
  })

  it('that says nothing is taken over; that of another machine never is', async () => {
    await writeFile(join(folder, 'lock'), '')
    await (await openIn(folder)).close()
    const elsewhere = JSON.stringify({ pid: 1, host: 'another-machine', started: '' })
    await writeFile(join(folder, 'lock'), elsewhere)
    await expect(openIn(folder)).rejects.toThrow('another-machine')
    expect(await readFile(join(folder, 'lock'), 'utf8')).toBe(elsewhere)
  })
})
