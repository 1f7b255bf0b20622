import { request } from 'node:http'
import { Agent, type AgentOptions } from 'node:https'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { callTimeout, isLoopback, type ProxyConfig } from '../api/http.ts'

/** The way of the long connection through `HTTPS_PROXY`; null where it goes direct. */
export function tunnelFor(address: string, { https, no }: ProxyConfig): Agent | null {
  const { hostname } = new URL(address)
  return https === null || isLoopback(hostname) || isExcluded(hostname, no ?? '') ? null : new TunnelAgent(https)
}

/** As `NO_PROXY` is commonly read: `*`, a host, or the end of one. */
export function isExcluded(hostname: string, no: string): boolean {
  return no
    .toLowerCase()
    .split(/[\s,]+/)
    .map(entry => entry.replace(/:\d+$/, '').replace(/^\*?\./, ''))
    .some(entry => entry !== '' && (entry === '*' || hostname === entry || hostname.endsWith(`.${entry}`)))
}

type Created = (error: Error | null, stream?: Duplex) => void

/** Opens a tunnel by CONNECT, and TLS with the far end within it. */
class TunnelAgent extends Agent {
  readonly #proxy: URL

  constructor(proxy: string) {
    super()
    this.#proxy = new URL(proxy)
  }

  override createConnection(options: AgentOptions, created: Created): null {
    const { host = '', port = 443, servername } = options as { host?: string; port?: number; servername?: string }
    const { username, password, hostname, port: proxyPort } = this.#proxy
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    const asked = request({
      method: 'CONNECT',
      host: hostname,
      port: proxyPort || 80,
      path: `${host}:${port}`,
      headers: {
        host: `${host}:${port}`,
        ...(username ? { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` } : {}),
      },
      timeout: callTimeout,
    })
    asked.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) return created(null, connect({ socket, servername: servername ?? host }))
      socket.destroy()
      created(new Error(`the proxy answers ${answer.statusCode}`))
    })
    asked.once('timeout', () => asked.destroy(new Error('the proxy does not answer')))
    asked.once('error', error => created(error))
    asked.end()
    return null
  }
}
