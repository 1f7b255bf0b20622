import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { builtFile, ensureBuilt } from '../../drill/built.ts'

/** `npm start` as a process of its own. */
export interface RunningDemo {
  url: string
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
}

export async function startDemo(folder: string, port: number): Promise<RunningDemo> {
  await ensureBuilt()
  const child = spawn(process.execPath, [builtFile('start.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: '', DEMO_DIR: folder, PORT: String(port) },
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
      if (found) resolve(found)
    })
    void ended.then(() => reject(new Error(`the demonstration ended:\n${printed}`)))
  })
  return {
    url,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
