import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'
import { WeComUnreachable } from './errors.ts'

/** The way out for ordinary calls, in ms; media take longer. */
export const callTimeout = 10_000
export const mediaTimeout = 60_000

export interface HttpRequest {
  method: 'GET' | 'POST'
  /** Absolute; its query may hold a token or a key, so it is in no error and no log. */
  url: URL
  headers?: Record<string, string>
  body?: string | Buffer
  /** Milliseconds to connect, to the first byte and between two bytes. */
  timeout?: number
}

export interface HttpAnswer {
  status: number
  text: string
  /** The `Date` header as sent; null where there is none. */
  date: string | null
}

export interface Fetched {
  status: number
  /** Null where there is more than `largest`. */
  bytes: Buffer | null
  disposition: string | null
}

export interface Http {
  /** Makes one request, once. Throws `WeComUnreachable` where no answer came. */
  send(request: HttpRequest): Promise<HttpAnswer>
  /** Fetches bytes, at most `largest` of them and within `timeout` ms. Follows no redirect. Throws `WeComUnreachable`. */
  fetch(request: { url: URL; timeout: number; largest: number }): Promise<Fetched>
  close(): Promise<void>
}

export interface ProxyConfig {
  /** As `HTTPS_PROXY`; null goes direct. */
  https: string | null
  /** As `NO_PROXY`. */
  no: string | null
}

const largestAnswer = 32 * 1024 * 1024

/**
 * Every outgoing call of this room. A pool of kept connections for each origin, 16 at most;
 * through the proxy where one is set, but never to this machine itself.
 */
export function openHttp(proxy: ProxyConfig): Http {
  const options = {
    connections: 16,
    connect: { timeout: callTimeout },
    maxResponseSize: largestAnswer,
  }
  const pools = new Map<string, Dispatcher>()
  // Empty strings keep the agent from reading this process's environment: the configuration has been read once.
  const proxied =
    proxy.https === null
      ? null
      : new EnvHttpProxyAgent({ ...options, httpProxy: '', httpsProxy: proxy.https, noProxy: proxy.no ?? '' })

  const wayTo = (url: URL): Dispatcher => {
    if (proxied && !isLoopback(url.hostname)) return proxied
    const known = pools.get(url.origin)
    if (known) return known
    const pool = new Pool(url.origin, options)
    pools.set(url.origin, pool)
    return pool
  }

  return {
    send: async ({ method, url, headers, body, timeout = callTimeout }) => {
      try {
        const answer = await wayTo(url).request({
          origin: url.origin,
          path: url.pathname + url.search,
          method,
          headers: headers ?? null,
          body: body ?? null,
          headersTimeout: timeout,
          bodyTimeout: timeout,
        })
        const { date } = answer.headers
        return {
          status: answer.statusCode,
          text: await answer.body.text(),
          date: typeof date === 'string' ? date : null,
        }
      } catch (error) {
        throw unreachable(url.pathname, error)
      }
    },
    fetch: async ({ url, timeout, largest }) => {
      try {
        const answer = await wayTo(url).request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: 'GET',
          signal: AbortSignal.timeout(timeout),
        })
        const { 'content-disposition': given } = answer.headers
        const disposition = typeof given === 'string' ? Buffer.from(given, 'latin1').toString() : null
        const chunks: Buffer[] = []
        let size = 0
        for await (const chunk of answer.body as AsyncIterable<Buffer>) {
          size += chunk.length
          // Leaving the loop ends the connection: the rest is not fetched.
          if (size > largest) return { status: answer.statusCode, bytes: null, disposition }
          chunks.push(chunk)
        }
        return { status: answer.statusCode, bytes: Buffer.concat(chunks), disposition }
      } catch (error) {
        throw unreachable(url.pathname, error)
      }
    },
    close: async () => {
      await Promise.all([...pools.values(), ...(proxied ? [proxied] : [])].map(pool => pool.close()))
    },
  }
}

/** Whether a host is this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
}

/** What only happens before the first byte of a request has left. `UND_ERR_ABORTED` is a proxy that opens no tunnel. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|UND_ERR_ABORTED|UND_ERR_PRX_TLS|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|SELF_SIGNED_.*|DEPTH_ZERO_.*|UNABLE_TO_.*)$/

function unreachable(path: string, error: unknown): WeComUnreachable {
  const code = textOf(error, 'code') ?? 'no answer'
  const maybeDone = !beforeSending.test(code) && textOf(error, 'syscall') !== 'connect'
  return new WeComUnreachable(path, code, { maybeDone })
}

function textOf(error: unknown, name: 'code' | 'syscall'): string | null {
  const value: unknown = error instanceof Error && name in error ? Reflect.get(error, name) : null
  return typeof value === 'string' ? value : null
}
