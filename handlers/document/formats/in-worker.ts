import { Worker } from 'node:worker_threads'
import type { FileText } from './text.ts'
import { damaged, tooLarge, Unreadable } from './unreadable.ts'
import { workerFile } from './worker-file.ts'
import type { Task, Told } from './worker-task.ts'

export interface Limits {
  /** Megabytes of the worker's heap. */
  heap: number
  /** Megabytes by which the whole process may grow meanwhile: buffers count in no heap. */
  growth: number
  /** Milliseconds. */
  time: number
}

const limits: Limits = { heap: 512, growth: 900, time: 60_000 }
const watchEvery = 50
const megabyte = 1024 * 1024

let last: Promise<unknown> = Promise.resolve()

/**
 * Reads a file in a worker, one after another. Throws `Unreadable`, also where the file took too much memory or time;
 * the worker is gone then, and the process as before.
 */
export function readInWorker(task: Task, within: Partial<Limits> = {}): Promise<FileText> {
  const read = last.then(() => run(task, { ...limits, ...within }))
  last = read.catch(() => undefined)
  return read
}

async function run({ kind, bytes }: Task, { heap, growth, time }: Limits): Promise<FileText> {
  // A copy in any case: `slice` of a Buffer shares its memory, which is about to be given away.
  const own = new Uint8Array(bytes)
  const before = process.memoryUsage.rss()
  const worker = new Worker(workerFile, {
    workerData: { kind, bytes: own } satisfies Task,
    transferList: [own.buffer],
    resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 64 },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  let timer: NodeJS.Timeout | undefined
  let watch: NodeJS.Timeout | undefined
  try {
    return await new Promise<FileText>((resolve, reject) => {
      timer = setTimeout(() => reject(tooSlow()), time)
      watch = setInterval(() => {
        if (process.memoryUsage.rss() - before > growth * megabyte) reject(tooLarge())
      }, watchEvery)
      worker.once('message', (told: Told) => {
        if ('read' in told) resolve(told.read)
        else
          reject(
            told.sentence === undefined ? damaged(told.cause) : new Unreadable(told.sentence, { cause: told.cause }),
          )
      })
      worker.once('error', error => reject(reasonOf(error)))
      worker.once('exit', () => reject(damaged()))
    })
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    await worker.terminate()
  }
}

const tooSlow = (): Unreadable =>
  new Unreadable('读这个文件用时过久，已停止，请删去不需要的内容和图片、另存一份后再发。')

/** A worker that could not even be loaded is a fault of ours, and no file is to blame. */
function reasonOf(error: Error): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return tooLarge(error)
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND' ? error : damaged(error)
}
