import { request } from 'node:http'

export interface Answered {
  status: number
  headers: Record<string, string>
  text: string
  bytes: Buffer
}

interface Sent {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** As much of a browser as the routes can tell: cookies, and the headers by which it says who asks. Follows no redirect. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /** Opens an address as a link does. */
  open(path: string): Promise<Answered> {
    return this.send(path, {
      headers: { Accept: 'text/html,*/*;q=0.8', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Site': 'cross-site' },
    })
  }

  /** Asks as a script of our own page does. */
  ask(path: string): Promise<Answered> {
    return this.send(path, { headers: { Accept: '*/*', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Site': 'same-origin' } })
  }

  /** Posts as a script of our own page does; `headers` replaces what it would say of itself. */
  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answered> {
    const own = {
      Accept: '*/*',
      'Content-Type': 'application/json',
      Origin: this.#url,
      'Sec-Fetch-Mode': 'cors',
      'Sec-Fetch-Site': 'same-origin',
      'X-Qingfeng': '1',
    }
    const said = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== '')
    return this.send(path, { method: 'POST', headers: Object.fromEntries(said), body: JSON.stringify(body) })
  }

  /** Uploads a file as a script of our own page does. `body` replaces the whole form. */
  upload(
    path: string,
    name: string,
    bytes: Uint8Array,
    headers: Record<string, string> = {},
    body: Buffer = formOf(name, bytes),
  ): Promise<Answered> {
    const own = {
      Accept: '*/*',
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      Origin: this.#url,
      'Sec-Fetch-Mode': 'cors',
      'Sec-Fetch-Site': 'same-origin',
      'X-Qingfeng': '1',
    }
    const said = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== '')
    return this.send(path, { method: 'POST', headers: Object.fromEntries(said), body })
  }

  /** Goes to WeCom and comes back as this person, to the page that was asked for. */
  async login(person: string, path = '/api/me'): Promise<Answered> {
    const away = await this.open(path)
    const { state } = wayBack(away)
    return this.open(`/h5/login?code=${person}-${state}&state=${state}`)
  }

  /** Sends the path as it is written, without the tidying a URL parser does. */
  send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answered> {
    const { hostname, port } = new URL(this.#url)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Promise((resolve, reject) => {
      const call = request(
        { hostname, port, path, method, headers: { ...headers, ...(cookie ? { Cookie: cookie } : {}) } },
        response => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            for (const line of response.headers['set-cookie'] ?? []) this.#keep(line)
            const bytes: Buffer = Buffer.concat(chunks)
            const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const)
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(headers),
              text: bytes.toString(),
              bytes,
            })
          })
        },
      )
      call.on('error', reject)
      call.end(body)
    })
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value) this.cookies.set(name, value)
    else this.cookies.delete(name)
  }
}

const boundary = '----qingfeng'

/** A form with one file, as a browser writes it. */
export const formOf = (name: string, bytes: Uint8Array, field = 'file'): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])

/** What the address at WeCom was told: where to come back to, and with which state. */
export function wayBack(away: Answered): { state: string; redirect: string } {
  const { searchParams } = new URL(away.headers['location'] ?? '')
  return { state: searchParams.get('state') ?? '', redirect: searchParams.get('redirect') ?? '' }
}
