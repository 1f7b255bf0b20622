import { dirname } from 'node:path'
import type { Files, OpenFile } from '../../../store/lowdb/files.ts'
import { systemError } from './faults.ts'

/** A disk in memory, which knows what would survive the power failing. The folder named at its making is always there. */
export interface Disk {
  readonly files: Files
  /**
   * What was synced stays. Of everything else each file keeps some of its last writes and each folder some of its last
   * names, in order and up to one that is cut: `luck` gives numbers from 0, nothing survives, to 1.
   */
  powerFails(luck: () => number): void
}

type Change = { at: number; bytes: Uint8Array } | { length: number }

interface Content {
  now: Buffer
  synced: Buffer
  pending: Change[]
}

type Names = Map<string, Content | 'folder'>

export function memoryDisk(root: string): Disk {
  let names: Names = new Map([[root, 'folder']])
  let synced: Names = new Map(names)
  /** By folder: what happened to the names in it and is not synced. */
  let pending = new Map<string, ((names: Names) => void)[]>()

  function rename(folder: string, change: (names: Names) => void): void {
    change(names)
    pending.set(folder, [...(pending.get(folder) ?? []), change])
  }

  function find(path: string): Content {
    const found = names.get(path)
    if (!found || found === 'folder') throw systemError('ENOENT')
    return found
  }

  const files: Files = {
    async open(path, how) {
      let file = names.get(path)
      if (!file && how === 'create' && names.has(dirname(path))) {
        const made: Content = { now: Buffer.alloc(0), synced: Buffer.alloc(0), pending: [] }
        rename(dirname(path), to => to.set(path, made))
        file = made
      }
      if (!file || file === 'folder') throw systemError('ENOENT')
      if (how === 'create' && file.now.length > 0) changeBy(file, { length: 0 })
      return openFile(file)
    },
    read: async (path, length) => Buffer.from(find(path).now.subarray(0, length)),
    size: async path => find(path).now.length,
    async list(folder) {
      if (names.get(folder) !== 'folder') throw systemError('ENOENT')
      return [...names.keys()].filter(path => dirname(path) === folder).map(path => path.slice(folder.length + 1))
    },
    async mkdir(folder) {
      if (!names.has(folder)) rename(dirname(folder), to => to.set(folder, 'folder'))
    },
    async rename(from, to) {
      const file = find(from)
      rename(dirname(to), names => {
        names.delete(from)
        names.set(to, file)
      })
    },
    async remove(path) {
      if (names.has(path)) rename(dirname(path), names => removeFrom(names, path))
    },
    async syncFolder(folder) {
      for (const change of pending.get(folder) ?? []) change(synced)
      pending.delete(folder)
    },
  }

  return {
    files,
    powerFails(luck) {
      for (const changes of pending.values()) {
        for (const change of changes.slice(0, share(changes.length + 1, luck()))) change(synced)
      }
      pending = new Map()
      for (const path of [...synced.keys()]) {
        if (path !== root && synced.get(dirname(path)) !== 'folder') removeFrom(synced, path)
      }
      names = new Map(synced)
      synced = new Map(names)
      for (const file of names.values()) if (file !== 'folder') loseSome(file, luck)
    },
  }
}

function openFile(file: Content): OpenFile {
  return {
    async write(bytes, at) {
      changeBy(file, { at, bytes: Uint8Array.from(bytes) })
    },
    async sync() {
      file.synced = file.now
      file.pending = []
    },
    async truncate(length) {
      changeBy(file, { length })
    },
    close: async () => undefined,
  }
}

function changeBy(file: Content, change: Change): void {
  file.now = changed(file.now, change)
  file.pending.push(change)
}

function changed(before: Buffer, change: Change): Buffer {
  if ('length' in change) return Buffer.from(before.subarray(0, change.length))
  const after = Buffer.alloc(Math.max(before.length, change.at + change.bytes.length))
  after.set(before)
  after.set(change.bytes, change.at)
  return after
}

function loseSome(file: Content, luck: () => number): void {
  const survive = share(file.pending.length + 1, luck())
  const cut = file.pending[survive]
  let left = file.pending.slice(0, survive).reduce(changed, file.synced)
  if (cut && 'bytes' in cut) {
    left = changed(left, { at: cut.at, bytes: cut.bytes.subarray(0, share(cut.bytes.length + 1, luck())) })
  }
  Object.assign(file, { now: left, synced: left, pending: [] })
}

/** One of 0…length - 1. */
function share(length: number, luck: number): number {
  return Math.min(length - 1, Math.floor(luck * length))
}

function removeFrom(names: Names, path: string): void {
  for (const one of [...names.keys()]) if (one === path || one.startsWith(`${path}/`)) names.delete(one)
}
