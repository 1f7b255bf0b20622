// Reads one file in a thread of its own, so that neither its size nor its time can take the bot down.
import { parentPort, workerData } from 'node:worker_threads'
import type { FileText } from './text.ts'
import { Unreadable } from './unreadable.ts'
import type { Task, Told } from './worker-task.ts'

const { kind, bytes } = workerData as Task

async function read(): Promise<FileText> {
  switch (kind) {
    case 'docx':
      return (await import('./docx/read-docx.ts')).readDocx(bytes)
    case 'doc':
      return (await import('./doc/read-doc.ts')).readDoc(bytes)
    case 'pdf':
      return (await import('./pdf/read-pdf.ts')).readPdf(bytes)
  }
}

const told: Told = await read().then(
  read => ({ read }),
  (error: unknown) =>
    error instanceof Unreadable
      ? { sentence: error.message, cause: String(error.cause) }
      : { cause: error instanceof Error ? (error.stack ?? error.message) : String(error) },
)
parentPort?.postMessage(told)
