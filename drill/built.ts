import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The project's folder. All of its commands run there. */
export const root = process.cwd()

/** A file of the production build. */
export const builtFile = (name: string): string => `${root}/dist/${name}`

/** Builds where nothing, or something older, is built. */
export async function ensureBuilt(): Promise<void> {
  await run(process.execPath, [`${root}/scripts/prepare.mjs`], { cwd: root })
}
