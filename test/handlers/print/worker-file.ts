// Stands in for `handlers/print/print-worker-file.ts` under vitest: the thread built from the source as it is.
import { buildWorker } from '../../build-worker.ts'

export const printWorkerFile = await buildWorker('handlers/print/worker.ts', 'print-worker')
