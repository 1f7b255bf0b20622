import { type Dispatcher, request } from 'undici'

/** A browser in the client of one person, without a screen: keeps cookies, follows WeCom's login. */
export interface Reader {
  /** Gives the body of a page or an answer; throws where it is not answered 200. */
  get(path: string): Promise<Buffer>
  post(path: string, body: object): Promise<unknown>
}

/** How far a login leads: the page, WeCom, the way back, the page. */
const mostHops = 8

interface Answered {
  status: number
  location: string | null
  bytes: Buffer
}

/** The local WeCom knows by a cookie of its own who a browser has become. */
export function openReader(origin: string, userid: string): Reader {
  const cookies = new Map([['local_wecom_as', userid]])
  const keep = (lines: readonly string[]): void => {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
  const ask = async (
    url: string,
    headers: Record<string, string>,
    more: { method: Dispatcher.HttpMethod; body?: string } = { method: 'GET' },
  ): Promise<Answered> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await request(url, { ...more, headers: { ...headers, cookie } })
    const bytes = Buffer.from(await response.body.arrayBuffer())
    const { location, 'set-cookie': given } = response.headers
    keep([given ?? []].flat())
    return { status: response.statusCode, location: typeof location === 'string' ? location : null, bytes }
  }
  /** Goes to a page as a tap does, and through the login where one is asked for. */
  const visit = async (path: string): Promise<Answered> => {
    let url = new URL(path, origin).href
    for (let hop = 0; hop < mostHops; hop++) {
      const answered = await ask(url, { accept: 'text/html', 'sec-fetch-mode': 'navigate' })
      if (answered.location === null) return answered
      url = new URL(answered.location, url).href
    }
    throw new Error(`${path} leads in circles`)
  }
  const bytesOf = ({ status, bytes }: Answered, path: string): Buffer => {
    if (status !== 200) throw new Error(`${path}: ${status} ${bytes.toString().slice(-200)}`)
    return bytes
  }
  return {
    get: async path => bytesOf(await visit(path), path),
    post: async (path, body) => {
      const headers = { 'content-type': 'application/json', 'x-qingfeng': '1', origin }
      const answered = await ask(new URL(path, origin).href, headers, { method: 'POST', body: JSON.stringify(body) })
      return JSON.parse(bytesOf(answered, path).toString()) as unknown
    },
  }
}
