import { createServer, type AddressInfo } from 'node:net'

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const port = await listenable(0)
  return port ?? freePort()
}

/** The first of two free ports in a row. */
export async function freePair(): Promise<number> {
  const port = await freePort()
  return (await listenable(port + 1)) === null ? freePair() : port
}

/** The port, 0 standing for any; null where it is taken. */
function listenable(port: number): Promise<number | null> {
  const server = createServer()
  return new Promise(resolve => {
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const { port: given } = server.address() as AddressInfo
      server.close(() => resolve(given))
    })
  })
}
