/** The code of the thread that prints: `scripts/build.mjs` builds it beside what starts it. Tests have their own. */
export const printWorkerFile = new URL('./print-worker.js', import.meta.url)
