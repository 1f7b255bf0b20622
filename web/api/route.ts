import type { Context } from 'koa'
import type { Person } from '../../handlers/person.ts'
import type { Access } from './access.ts'

/** A request of somebody who may make it. */
export interface Asked {
  ctx: Context
  who: Person
  /** The `:id` of the path; empty where it has none. */
  id: string
}

interface Common {
  method: 'get' | 'post'
  path: string | RegExp
}

/** Answered without asking who it is. */
export interface PublicRoute extends Common {
  access: 'public'
  handle: (ctx: Context) => void | Promise<void>
}

/** Answered only to whom `access` names. */
export interface GuardedRoute extends Common {
  access: Exclude<Access, 'public'>
  /** What it does, in the words of the audit log. */
  name: string
  /** Takes a multipart body, which `handle` reads itself once it is known who asks; else a POST is JSON. */
  upload?: true
  handle: (asked: Asked) => Promise<void>
}

/** One line of the table of everything the product answers over HTTP, WeCom's callback excepted. */
export type Route = PublicRoute | GuardedRoute
