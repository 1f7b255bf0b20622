/** A browser in the client of one person, without a screen: keeps cookies, follows WeCom's login. */
export interface Reader {
  /** Gives the body of a page or an answer; throws where it is not answered 200. */
  get(path: string): Promise<Buffer>
  post(path: string, body: object): Promise<unknown>
}

/** How far a login leads: the page, WeCom, the way back, the page. */
const mostHops = 8

/** The local WeCom knows by a cookie of its own who a browser has become. */
export function openReader(origin: string, userid: string): Reader {
  const cookies = new Map([['local_wecom_as', userid]])
  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
  const ask = async (url: string, more: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...more, redirect: 'manual', headers: { ...more.headers, cookie } })
    keep(response)
    return response
  }
  /** Goes to a page as a tap does, and through the login where one is asked for. */
  const visit = async (path: string): Promise<Response> => {
    let url = new URL(path, origin).href
    for (let hop = 0; hop < mostHops; hop++) {
      const response = await ask(url, { headers: { accept: 'text/html', 'sec-fetch-mode': 'navigate' } })
      const next = response.headers.get('location')
      if (next === null) return response
      await response.arrayBuffer()
      url = new URL(next, url).href
    }
    throw new Error(`${path} leads in circles`)
  }
  const bytesOf = async (response: Response, path: string): Promise<Buffer> => {
    const bytes = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${bytes.toString().slice(0, 200)}`)
    return bytes
  }
  return {
    get: async path => bytesOf(await visit(path), path),
    post: async (path, body) => {
      const response = await ask(new URL(path, origin).href, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-qingfeng': '1', origin },
        body: JSON.stringify(body),
      })
      return JSON.parse((await bytesOf(response, path)).toString())
    },
  }
}
