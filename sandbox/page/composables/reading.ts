import { onScopeDispose, watch } from 'vue'
import { postJson } from './ask.ts'

export interface Unread {
  person: string
  chat: string
  count: number
  /** When the newest of them came. */
  last: number
}

/** Tells the local WeCom that a chat has been read, once it is on a screen that is being looked at. */
export function useReading(unread: () => Unread | null): void {
  function read(): void {
    const now = unread()
    if (!now?.count || document.visibilityState !== 'visible') return
    // Where it fails the chat stays unread, and the next change tries again.
    postJson('/local/read', { as: now.person, chat: now.chat }).catch(() => undefined)
  }
  watch(() => JSON.stringify(unread()), read, { immediate: true })
  document.addEventListener('visibilitychange', read)
  onScopeDispose(() => document.removeEventListener('visibilitychange', read))
}
