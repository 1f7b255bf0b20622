import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { z } from 'zod'

/** The project's folder: every program of the bench runs there. */
export const root = process.cwd()

const Said = z.union([z.object({ ready: z.string() }), z.object({ id: z.number(), answer: z.unknown() })])

/** What a process has used since its start: µs of CPU (user and system), and bytes resident now. */
export interface Usage {
  cpu: number
  rss: number
}

/** A process of its own under measurement. */
export interface Child {
  /** What the process said when it was ready: mostly an address. */
  readonly ready: string
  /** Asks a question of the process's own program. */
  ask(question: Record<string, unknown>): Promise<unknown>
  usage(): Promise<Usage>
  /** Looks for pauses of the event loop from now on. */
  watchPauses(): Promise<void>
  /** The longest since `watchPauses`, in ms. */
  longestPause(): Promise<number>
  /** Milliseconds from spawning until it was ready. */
  readonly startedIn: number
  stop(): Promise<void>
}

export interface ChildOptions {
  /** What node runs: a script and its arguments. */
  args: string[]
  env?: Record<string, string>
  /** Finds the word that it is ready in a line of its output; without it the program says so over IPC. */
  readyIn?: (line: string) => string | null
}

/** Starts a program and waits until it is ready. Throws with the end of its output where it stops before. */
export async function startChild({ args, env = {}, readyIn }: ChildOptions): Promise<Child> {
  const started = performance.now()
  const probe = pathToFileURL(join(root, 'bench/probe.mjs')).href
  const child = spawn(process.execPath, ['--import', probe, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const ready = await readiness(child, readyIn)
  const startedIn = performance.now() - started

  let lastId = 0
  const ask = (question: Record<string, unknown>): Promise<unknown> => {
    const id = ++lastId
    return new Promise((resolve, reject) => {
      const hear = (message: unknown): void => {
        const said = Said.parse(message)
        if (!('id' in said) || said.id !== id) return
        child.off('message', hear)
        resolve(said.answer)
      }
      child.on('message', hear)
      child.send({ id, ...question }, error => error && reject(error))
    })
  }
  const Use = z.object({ cpu: z.number(), rss: z.number() })
  return {
    ready,
    startedIn,
    ask,
    usage: async () => Use.parse(await ask({ probe: 'usage' })),
    watchPauses: async () => void (await ask({ probe: 'watchPauses' })),
    longestPause: async () => z.number().parse(await ask({ probe: 'longestPause' })),
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Starts one of the bench's own programs. */
export function startProgram(file: string, args: string[] = []): Promise<Child> {
  return startChild({ args: [fileURLToPath(new URL('scripts/run-ts.mjs', pathToFileURL(`${root}/`))), file, ...args] })
}

async function readiness(child: ChildProcess, readyIn?: (line: string) => string | null): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: string): void => {
      output = (output + chunk).slice(-4000)
      for (const line of readyIn ? output.split('\n').slice(0, -1) : []) {
        const found = readyIn?.(line)
        if (found) resolve(found)
      }
    }
    child.stdout?.setEncoding('utf8').on('data', read)
    child.stderr?.setEncoding('utf8').on('data', read)
    child.once('exit', code => reject(new Error(`ended with ${code} before it was ready:\n${output}`)))
    child.on('message', message => {
      const said = Said.parse(message)
      if ('ready' in said) resolve(said.ready)
    })
  })
}

/** The other end of `startProgram`: says what it is ready for, and answers questions. */
export function beReady(ready: string, answer: (question: unknown) => Promise<unknown>): void {
  process.on('message', (message: { id: number }) => {
    if ('probe' in message) return
    void answer(message).then(result => process.send?.({ id: message.id, answer: result }))
  })
  process.on('SIGTERM', () => process.exit(0))
  // The probe let go of the channel; here it is what the process lives for.
  process.channel?.ref()
  process.send?.({ ready })
}
