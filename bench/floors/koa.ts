// The bare floor: Koa reads the body and answers empty.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { beReady } from '../child.ts'

const app = new Koa()
app.use(
  ctx =>
    new Promise<void>(resolve => {
      const chunks: Buffer[] = []
      ctx.req
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          Buffer.concat(chunks).toString()
          ctx.body = ''
          resolve()
        })
    }),
)
const handle = app.callback()
const server = createServer((request, response) => void handle(request, response))
server.listen(0, '127.0.0.1', () => {
  beReady(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => Promise.resolve(null))
})
