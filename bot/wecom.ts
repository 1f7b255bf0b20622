import type { Middleware } from 'koa'
import type { Post } from '../handlers/post.ts'
import type { SmartBot } from './smart/smart-bot.ts'

/** One reading of WeCom's directory, whole. */
export interface Directory {
  departments: { id: string; name: string; parent: string; order: number; leaders: string[] }[]
  people: {
    userid: string
    name: string
    departments: string[]
    /** Departments in which this person is marked as leader. */
    leads: string[]
    position: string
    order: number
    status: number
  }[]
}

/** WeCom as the rest of the product sees it. Built once by `openWeCom` from the configuration. */
export interface WeCom {
  /** `GET|POST /wecom/callback`; null where no token and key are configured. */
  callback: Middleware | null
  post: Post
  /** The smart bot by long connection; null where none is configured. */
  smart: Pick<SmartBot, 'state' | 'start' | 'settle'> | null
  /** Reads departments and members through the app's token. Throws `WeComError`. */
  directory(): Promise<Directory>
  /** Where a browser is sent to be named: inside the client by OAuth, outside by QR login (`userAgent` tells). */
  loginUrl(input: { redirect: string; state: string; userAgent: string }): string
  /** Exchanges a code once for the userid. Null for somebody who is no member; throws where the code is no good. */
  identify(code: string): Promise<string | null>
  /** Whether this is the address of a group's webhook of this WeCom. */
  isWebhook(address: string): boolean
  close(): Promise<void>
}
