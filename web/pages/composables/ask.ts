/** Why a request did not come to anything, in a sentence for the person. */
export class Failed extends Error {
  override name = 'Failed'
  readonly status: number | null

  /** `status` null: no answer came at all. */
  constructor(sentence: string, status: number | null) {
    super(sentence)
    this.status = status
  }
}

const offline = '没有连上，请检查网络后再试。'
const unclear = '没有成功，请稍后再试。'

/** Asks the server for JSON. Throws `Failed`, and nothing else. */
export const getJson = <T>(path: string): Promise<T> => ask<T>(path, {})

/** Posts JSON as our own page; see `web/api/same-origin.ts`. */
export const postJson = <T>(path: string, body: object): Promise<T> =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Qingfeng': '1' },
    body: JSON.stringify(body),
  })

/** Posts one file as our own page does. */
export function postFile<T>(path: string, file: File): Promise<T> {
  const body = new FormData()
  body.append('file', file)
  return ask<T>(path, { method: 'POST', headers: { 'X-Qingfeng': '1' }, body })
}

/** What came, and by which tag it is known. */
export interface Tagged<T> {
  tag: string
  value: T
}

/** Asks by itself, nobody having pressed anything, whether it is another than the one of this tag; null where it is not. */
export async function getChanged<T>(path: string, tag: string): Promise<Tagged<T> | null> {
  const response = await send(path, { headers: { 'If-None-Match': tag, 'X-Qingfeng-Poll': '1' } })
  if (response.status === 304) return null
  return { tag: response.headers.get('ETag') ?? '', value: await read<T>(response) }
}

const ask = async <T>(path: string, options: RequestInit): Promise<T> => read<T>(await send(path, options))

async function send(path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...options, credentials: 'same-origin', cache: 'no-store' })
  } catch {
    throw new Failed(offline, null)
  }
}

async function read<T>(response: Response): Promise<T> {
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new Failed(errorIn(answer) ?? unclear, response.status)
  if (answer === null) throw new Failed(unclear, response.status)
  // The server that answers and this page come from one build; the type is shared.
  return answer as T
}

const errorIn = (answer: unknown): string | null =>
  answer instanceof Object && 'error' in answer && typeof answer.error === 'string' ? answer.error : null

/** What to tell of something caught. */
export const sentenceOf = (error: unknown): string => (error instanceof Failed ? error.message : unclear)

/** Whether something caught says that the login has ended: opening the page anew goes through WeCom and back. */
export const isLoginEnded = (error: unknown): boolean => error instanceof Failed && error.status === 401
