// The HTTP + crypto floor: node:http alone reads the body, checks the signature, decrypts, takes the XML apart by hand,
// and answers empty. Nothing is kept.
import { createDecipheriv, hash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beReady } from '../child.ts'
import { account } from '../account.ts'

const key = Buffer.from(`${account.aesKey}=`, 'base64')
const iv = key.subarray(0, 16)

function receive(search: string, body: string): { from: string; text: string; id: string } | null {
  const query = new Map(search.split('&').map(pair => pair.split('=') as [string, string]))
  const encrypted = inside(body, 'Encrypt')
  const parts = [account.token, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted].sort()
  if (hash('sha1', parts.join('')) !== query.get('msg_signature')) return null
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const plain = decipher.update(encrypted, 'base64')
  const end = 20 + plain.readUInt32BE(16)
  if (plain.toString('utf8', end, plain.length - (plain.at(-1) ?? 0)) !== account.corpId) return null
  const message = plain.toString('utf8', 20, end)
  return { from: inside(message, 'FromUserName'), text: inside(message, 'Content'), id: inside(message, 'MsgId') }
}

function inside(xml: string, name: string): string {
  const opened = xml.indexOf(`<${name}>`)
  if (opened < 0) return ''
  const start = opened + name.length + 2
  const text = xml.slice(start, xml.indexOf(`</${name}>`, start))
  return text.startsWith('<![CDATA[') ? text.slice(9, -3) : text
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const [, search = ''] = (request.url ?? '').split('?')
      response.statusCode = receive(search, Buffer.concat(chunks).toString()) ? 200 : 403
      response.end()
    })
})
server.listen(0, '127.0.0.1', () => {
  beReady(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => Promise.resolve(null))
})
