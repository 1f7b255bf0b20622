import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { builtFile, root } from './built.ts'
import { freePort } from './free-port.ts'

/** The production build as a process of its own, always at the same address and on the same folder. */
export interface BotProcess {
  readonly url: string
  /** Starts it; resolves when it listens. Throws with the end of its output where it ends before. */
  start(): Promise<void>
  /** Starts it without waiting. */
  launch(): void
  /** `kill -9`, wherever it is. Resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
  /** Resolves once nothing waits to be sent and everybody who shall hear something has. */
  quiet(): Promise<void>
  /** What `verify` says of its folder, and its exit code. */
  verify(): Promise<{ code: number; said: string }>
}

/** Every start shall be done by then, on a machine with other work. */
const patience = 30_000

export async function botProcess(env: Record<string, string>): Promise<BotProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const whole = {
    ...process.env,
    ...env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
  }
  let child: ChildProcess | null = null
  let exited: Promise<number | null> = Promise.resolve(null)
  let output = ''

  const launch = (): void => {
    output = ''
    const started = spawn(process.execPath, [builtFile('serve.js')], {
      cwd: root,
      env: whole,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const read = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-4000))
    started.stdout.on('data', read)
    started.stderr.on('data', read)
    exited = new Promise(resolve => started.once('exit', code => resolve(code)))
    child = started
  }
  const listens = async (): Promise<boolean> => {
    try {
      return (await fetch(`${url}/readyz`)).ok
    } catch {
      return false
    }
  }
  return {
    url,
    launch,
    start: async () => {
      launch()
      const until = Date.now() + patience
      while (!(await listens())) {
        if (child?.exitCode !== null || Date.now() > until) throw new Error(`the bot did not start:\n${output}`)
        await wait(10)
      }
    },
    kill: async () => {
      child?.kill('SIGKILL')
      await exited
    },
    stop: async () => {
      child?.kill('SIGTERM')
      return exited
    },
    quiet: async () => {
      for (const until = Date.now() + 120_000; Date.now() < until; await wait(100)) {
        const metrics = await (await fetch(`${url}/metrics`)).text()
        if (/^qingfeng_outbox_waiting 0$/m.test(metrics)) return
      }
      throw new Error('the outbox did not come to rest')
    },
    verify: () =>
      new Promise(resolve => {
        execFile(process.execPath, [builtFile('verify.js')], { cwd: root, env: whole }, (error, said) =>
          resolve({ code: error ? Number(error.code ?? 1) : 0, said: said.trim() }),
        )
      }),
  }
}
