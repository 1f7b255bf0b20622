/** Why the local WeCom did not do something, in a sentence for the person. */
export class Refused extends Error {
  override name = 'Refused'
  /** Null where no answer came at all. */
  readonly status: number | null

  constructor(sentence: string, status: number | null) {
    super(sentence)
    this.status = status
  }
}

const offline = '连不上本地企业微信，请确认它正在运行。'
const unclear = '没有成功，请再试一次。'

/** Asks the local WeCom for JSON, see `sandbox/wire.ts`. Throws `Refused`, and nothing else. */
export const getJson = <T>(path: string): Promise<T> => ask<T>(path, {})

/** Posts JSON to the local WeCom. Throws `Refused`, and nothing else. */
export const postJson = <T>(path: string, body: object): Promise<T> =>
  ask<T>(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })

/** Posts the bytes of a file. Throws `Refused`, and nothing else. */
export const postFile = <T>(path: string, file: Blob): Promise<T> =>
  ask<T>(path, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file })

async function ask<T>(path: string, options: RequestInit): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, { ...options, cache: 'no-store' })
  } catch {
    throw new Refused(offline, null)
  }
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new Refused(errorIn(answer) ?? unclear, response.status)
  if (answer === null) throw new Refused(unclear, response.status)
  // The server that answers and this page come from one build; the type is shared.
  return answer as T
}

const errorIn = (answer: unknown): string | null =>
  answer instanceof Object && 'error' in answer && typeof answer.error === 'string' ? answer.error : null

/** What to tell of something caught. */
export const sentenceOf = (error: unknown): string => (error instanceof Refused ? error.message : unclear)
