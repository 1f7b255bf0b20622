/** The code of the worker that reads files: `scripts/build.mjs` builds it beside what starts it. Tests have their own. */
export const workerFile = new URL('./file-worker.js', import.meta.url)
