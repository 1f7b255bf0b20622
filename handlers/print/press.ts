import { Worker } from 'node:worker_threads'
import type { Chart } from './chart.ts'
import type { Entry, Packed } from './pack.ts'
import { printWorkerFile } from './print-worker-file.ts'
import type { Order, Task, Told } from './task.ts'

const start = (task: Task): Worker =>
  new Worker(printWorkerFile, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 768 },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  })

/** The thread did not do its work. */
export class PrintFailed extends Error {
  override name = 'PrintFailed'
}

/** A zip while it is packed. */
export interface Pack {
  /** Packs one file; resolves once it is in. */
  add(entry: Entry): Promise<Packed>
  end(): void
  /** The zip itself as it comes; ends after `end`, throws where the thread failed. To be read once. */
  chunks: AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** Starts a pack in a thread of its own. */
export function openPack(at: number, signal: AbortSignal): Pack {
  const worker = start({ kind: 'pack', at })
  const ready: Uint8Array[] = []
  let over = false
  let failure: Error | null = null
  let waiting: ((packed: Packed) => void) | null = null
  let refuse: ((error: Error) => void) | null = null
  let wake: () => void = () => undefined

  const fail = (error: Error): void => {
    failure ??= error
    refuse?.(failure)
    wake()
  }
  worker.on('message', (told: Told) => {
    if ('chunk' in told) ready.push(told.chunk)
    else if ('packed' in told) waiting?.(told.packed)
    else if ('ended' in told) over = true
    else if ('failed' in told) fail(new PrintFailed(told.failed))
    wake()
  })
  worker.once('error', fail)
  worker.once('exit', () => over || fail(new PrintFailed('the thread ended')))
  const abort = (): void => fail(new PrintFailed('stopped'))
  signal.addEventListener('abort', abort, { once: true })

  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (failure) throw failure
      const chunk = ready.shift()
      if (chunk) yield chunk
      else if (over) return
      else await new Promise<void>(resolve => (wake = resolve))
    }
  }
  const order = (message: Order): void => worker.postMessage(message)
  return {
    add: entry =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure)
        waiting = resolve
        refuse = reject
        order({ add: entry })
      }),
    end: () => order({ end: true }),
    chunks: chunks(),
    close: async () => {
      signal.removeEventListener('abort', abort)
      over = true
      await worker.terminate()
    },
  }
}

/** A picture of a chart, PNG. */
export async function pictureOf(chart: Chart): Promise<Uint8Array> {
  const worker = start({ kind: 'chart', chart })
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', (told: Told) => {
        if ('picture' in told) resolve(told.picture)
        else reject(new PrintFailed('failed' in told ? told.failed : 'no picture'))
      })
      worker.once('error', reject)
      worker.once('exit', () => reject(new PrintFailed('the thread ended')))
    })
  } finally {
    await worker.terminate()
  }
}
