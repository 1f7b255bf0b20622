import { connect, type Socket } from 'node:net'

/** What came back for a burst of requests. */
export interface Burst {
  seconds: number
  /** From writing a request to its whole answer, ms. */
  latencies: number[]
  /** Answers other than 200. */
  failed: number
  bodies: string[]
}

const connections = 64

/**
 * Sends whole requests over 64 kept connections, each with one request under way, as fast as they are answered.
 * Speaks HTTP by hand, so that the one who asks costs little beside the one who is measured.
 */
export async function burst(url: string, requests: readonly Buffer[]): Promise<Burst> {
  const { hostname, port } = new URL(url)
  const sockets = await Promise.all(
    Array.from({ length: Math.min(connections, requests.length) }, () => opened(hostname, Number(port))),
  )
  const result: Burst = { seconds: 0, latencies: [], failed: 0, bodies: [] }
  let next = 0
  const started = performance.now()
  await Promise.all(
    sockets.map(async socket => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        const sent = performance.now()
        const { status, body } = await exchange(socket, request)
        result.latencies.push(performance.now() - sent)
        if (status !== 200) result.failed++
        if (body) result.bodies.push(body)
      }
    }),
  )
  result.seconds = (performance.now() - started) / 1000
  for (const socket of sockets) socket.destroy()
  return result
}

function opened(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket))
    socket.setEncoding('utf8').once('error', reject)
  })
}

/** One request and its answer, which has a Content-Length. */
function exchange(socket: Socket, request: Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    let text = ''
    const hear = (chunk: string): void => {
      text += chunk
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
      const body = text.slice(head + 4)
      if (Buffer.byteLength(body) < length) return
      socket.off('data', hear).off('close', cut)
      resolve({ status: Number(text.slice(9, 12)), body })
    }
    const cut = (): void => reject(new Error('the connection was cut'))
    socket.on('data', hear).once('close', cut)
    socket.write(request)
  })
}
