import type { Middleware } from 'koa'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { WeCom } from '../../bot/wecom.ts'
import type { MakeFile } from '../../handlers/files.ts'
import type { Perform } from '../../handlers/perform.ts'
import type { Person } from '../../handlers/person.ts'
import type { StudyProgress } from '../../handlers/study/progress.ts'
import type { MadeFiles } from '../../store/made.ts'
import type { ReadTx, Store } from '../../store/transaction.ts'

/** What the pages and their routes are given. They change nothing but through `perform`, sessions excepted. */
export interface WebDeps {
  perform: Perform
  store: Pick<Store, 'read' | 'commit'>
  wecom: Pick<WeCom, 'loginUrl' | 'identify'>
  now: () => number
  randomBytes: (bytes: number) => Buffer
  config: WebConfig
  log: Pick<Logger, 'warn' | 'error'>
  /** Whether messages are accepted and the directory has been read. */
  ready: () => boolean
  metrics: Registry
  /** `GET|POST /wecom/callback`; null where none is configured. */
  callback: Middleware | null
  whoIs: (tx: ReadTx, userid: string) => Promise<Person>
  /** The same counting as the chat's, so that both say the same numbers. */
  progressOf: (tx: ReadTx, notice: string, departments: readonly string[] | null) => Promise<StudyProgress | null>
  /** Makes the file called `make` about `of`; the roster is an `.xlsx`. */
  makeFile: MakeFile
  /** Archives as they were made. */
  made: MadeFiles
}

export interface WebConfig {
  /** The origin under which people open pages; null: there are no pages. */
  publicUrl: string | null
  /** Believe `X-Forwarded-*` of a proxy in front. */
  trustProxy: boolean
  /** At least 32 characters; signs what browsers hold. */
  sessionSecret: string
  /** Where the `WW_verify_*.txt` files lie. */
  proofDir: string | null
  /** Where Vite put the pages. */
  pagesFolder: string
}
