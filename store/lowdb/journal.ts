import { StoreStopped } from '../transaction.ts'
import { checked } from './checked.ts'
import { messageOf } from './errors.ts'
import type { Files, OpenFile } from './files.ts'
import { journalName } from './manifest.ts'

/** Appends lines; those that arrive together share one write and one sync. */
export interface Journal {
  /** Adds a line. Resolves once it is durable; rejects with `StoreStopped` when that can no longer be had. */
  append(body: string): Promise<void>
  /** Resolves once everything appended so far is durable. */
  durable(): Promise<void>
  /** Goes on in a new file. What is in the old ones is durable; gives the last sequence number there. */
  rotate(): Promise<{ generation: number; seq: number }>
  /** Bytes since the last rotation. */
  bytes(): number
  /** Why nothing can be appended any more. */
  broken(): StoreStopped | null
  stop(reason: unknown): void
  close(): Promise<void>
}

interface Batch {
  readonly done: Promise<void>
  settle(error?: Error): void
}

export interface JournalStart {
  generation: number
  /** Of the last line. */
  seq: number
  /** Length of the current file. */
  bytes: number
  /** Bytes of lines not yet in a checkpoint. */
  replayed: number
}

export async function openJournal(
  files: Files,
  folder: string,
  start: JournalStart,
  failed: (reason: StoreStopped) => void,
): Promise<Journal> {
  let { generation, seq, bytes } = start
  let sinceRotation = start.replayed
  let file = await files.open(`${folder}/${journalName(generation)}`, 'edit')
  let bodies: string[] = []
  let waiting = newBatch()
  let inFlight: Batch | null = null
  let rotating: { change: () => Promise<void>; abandon: () => void } | null = null
  let running: Promise<void> | null = null
  let broken: StoreStopped | null = null

  function stop(reason: unknown): void {
    if (broken) return
    broken = new StoreStopped(`the store has stopped: ${messageOf(reason)}`, { cause: reason })
    bodies = []
    waiting.settle(broken)
    failed(broken)
  }

  function mustStand(): void {
    if (broken) throw broken
  }

  function line(fields: string): string {
    seq += 1
    return `${checked(`"seq":${seq},${fields}`)}\n`
  }

  async function writeOut(text: string): Promise<void> {
    const chunk = Buffer.from(text)
    await file.write(chunk, bytes)
    await file.sync()
    bytes += chunk.length
    sinceRotation += chunk.length
  }

  async function flush(): Promise<void> {
    let text = ''
    for (const body of bodies) text += line(body)
    const current = waiting
    inFlight = current
    bodies = []
    waiting = newBatch()
    try {
      await writeOut(text)
      current.settle()
    } catch (error) {
      stop(error)
      current.settle(broken ?? undefined)
    }
    inFlight = null
  }

  /** One thing after another: a flush, or the change to a new file between two flushes. */
  async function run(): Promise<void> {
    while (!broken && (rotating || bodies.length > 0)) {
      if (rotating) {
        const { change } = rotating
        rotating = null
        await change()
      } else {
        // One turn of the event loop gathers what a poll round brought.
        await new Promise(setImmediate)
        if (!broken) await flush()
      }
    }
    running = null
    // A loop that stopped will not turn again.
    rotating?.abandon()
  }

  function wake(): void {
    // With nothing to do `run` would end before it is known to have begun, and count as running for ever.
    if (!broken) running ??= run()
  }

  async function changeTo(next: OpenFile): Promise<void> {
    try {
      // Says that the story goes on: a new file that is missing later cannot pass unnoticed.
      await writeOut(line(`"next":${generation + 1}`))
      await file.close()
    } catch (error) {
      stop(error)
      return
    }
    file = next
    bytes = 0
    sinceRotation = 0
    generation += 1
  }

  return {
    append(body) {
      if (broken) return Promise.reject(broken)
      bodies.push(body)
      const { done } = waiting
      wake()
      return done
    },
    async durable() {
      mustStand()
      if (bodies.length > 0) await waiting.done
      else if (inFlight) await inFlight.done
      mustStand()
    },
    async rotate() {
      mustStand()
      const next = await files.open(`${folder}/${journalName(generation + 1)}`, 'create')
      try {
        await files.syncFolder(folder)
        mustStand()
        const last = await new Promise<number>(resolve => {
          const done = () => resolve(seq)
          rotating = { change: () => changeTo(next).then(done), abandon: done }
          wake()
        })
        mustStand()
        return { generation, seq: last }
      } catch (error) {
        await next.close()
        throw error
      }
    },
    bytes: () => sinceRotation,
    broken: () => broken,
    stop,
    async close() {
      while (running) await running
      await file.close()
    },
  }
}

function newBatch(): Batch {
  let settle: (error?: Error) => void = () => undefined
  const done = new Promise<void>((resolve, reject) => {
    settle = error => (error ? reject(error) : resolve())
  })
  // Whoever waits hears of it; a batch that nobody waits for must not end the process by itself.
  done.catch(() => undefined)
  return { done, settle }
}
