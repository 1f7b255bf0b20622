import { onScopeDispose, readonly, ref } from 'vue'
import { newsIn } from './news.ts'

const longestWait = 8_000

export interface Listener {
  /** Something changed for these people. */
  changed: (userids: string[]) => void
  clock: () => void
  /** The connection stands (again): whatever happened meanwhile was not told. */
  connected: () => void
}

/** Listens to the local WeCom, and connects again for as long as the page is open. Gives whether it listens now. */
export function useLive(listener: Listener) {
  const listening = ref(true)
  let source: EventSource | undefined
  let wait = 500
  let timer: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    source = new EventSource('/local/events')
    source.onopen = () => {
      wait = 500
      listening.value = true
      listener.connected()
    }
    source.onmessage = ({ data }) => {
      const { changed, clock } = newsIn(String(data))
      if (changed.length) listener.changed(changed)
      if (clock) listener.clock()
    }
    // Browsers give up after an answer that is no stream, and wait long after others: we do it ourselves.
    source.onerror = () => {
      source?.close()
      listening.value = false
      timer = setTimeout(connect, wait)
      wait = Math.min(wait * 2, longestWait)
    }
  }

  connect()
  onScopeDispose(() => {
    source?.close()
    clearTimeout(timer)
  })
  return readonly(listening)
}
