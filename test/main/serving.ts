import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { builtFile, ensureBuilt } from '../../drill/built.ts'
import { freePort } from '../../drill/free-port.ts'
import { openSandbox } from '../../sandbox/open.ts'
import type { HospitalPlan, Sandbox } from '../../sandbox/wire.ts'
import { smallHospital } from '../hospital.ts'

/** `npm run serve` as a process of its own, against a local WeCom. */
export interface Serving {
  sandbox: Sandbox
  folder: string
  /** What the process is started with. */
  environment: Record<string, string>
  /** Starts the process with more environment; `fileLimit` is the largest file it may write, in KB. */
  start(more?: { env?: Record<string, string>; fileLimit?: number }): Promise<Running>
  close(): Promise<void>
}

export interface Running {
  url: string
  /** Milliseconds until messages were accepted. */
  readyIn: number
  /** Everything printed so far. */
  output(): string
  signal(name: NodeJS.Signals): void
  /** Resolves with the exit code. */
  ended: Promise<number | null>
}

export async function openServing(plan: HospitalPlan = smallHospital(), admin = 'jiwei'): Promise<Serving> {
  await ensureBuilt()
  const folder = await mkdtemp(join(tmpdir(), 'qingfeng-serving-'))
  const sandbox = await openSandbox({ plan, now: Date.now, switches: { repeatAfter: 200 } })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  sandbox.callback(`${url}/wecom/callback`)
  const children: ChildProcess[] = []
  const environment = {
    NODE_ENV: 'production',
    ...sandbox.env,
    ADMIN_USERIDS: admin,
    DATA_DIR: folder,
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    SESSION_SECRET: 'a test session secret of enough length',
    PUBLIC_URL: url,
    PORT: String(port),
  }
  return {
    sandbox,
    folder,
    environment,
    start: async ({ env = {}, fileLimit } = {}) => {
      const began = performance.now()
      const file = builtFile('serve.js')
      // An ignored SIGXFSZ makes a write beyond the limit fail, as on a full disk, instead of ending the process.
      const [command, args] =
        fileLimit === undefined
          ? [process.execPath, [file]]
          : ['sh', ['-c', `trap '' XFSZ; ulimit -f ${fileLimit * 2}; exec "$0" "$1"`, process.execPath, file]]
      const child = spawn(command, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...environment, ...env },
      })
      children.push(child)
      let printed = ''
      const keep = (chunk: Buffer): void => void (printed += chunk.toString())
      child.stdout?.on('data', keep)
      child.stderr?.on('data', keep)
      const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
      while (child.exitCode === null && child.signalCode === null && !(await answers(`${url}/readyz`))) await wait(20)
      return {
        url,
        readyIn: performance.now() - began,
        output: () => printed,
        signal: name => void child.kill(name),
        ended,
      }
    },
    close: async () => {
      for (const child of children) child.kill('SIGKILL')
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    answer => answer.ok,
    () => false,
  )
