// Stands in for `handlers/document/formats/worker-file.ts` under vitest: the worker built from the source as it is.
import { buildWorker } from '../../build-worker.ts'

export const workerFile = await buildWorker('handlers/document/formats/worker.ts', 'file-worker')
