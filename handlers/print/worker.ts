// Prints, packs and draws in a thread of its own, so that the bot goes on answering.
import { parentPort, workerData } from 'node:worker_threads'
import type { Order, Task, Told } from './task.ts'

const tell = (told: Told, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(told, transfer)
const failed = (error: unknown): void =>
  tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })

const task = workerData as Task
if (task.kind === 'chart') {
  await import('./draw.ts').then(async ({ drawChart }) => tell({ picture: await drawChart(task.chart) })).catch(failed)
} else {
  const { packer } = await import('./pack.ts')
  const pack = packer(task.at, chunk => {
    const own = chunk.slice()
    tell({ chunk: own }, [own.buffer])
  })
  parentPort?.on('message', (order: Order) => {
    if ('end' in order) {
      pack.end()
      tell({ ended: true })
    } else pack.add(order.add).then(packed => tell({ packed }), failed)
  })
}
