import { onBeforeUnmount, onMounted } from 'vue'
import { getChanged, isLoginEnded, type Tagged } from './ask.ts'

/** Between one question and the next, in milliseconds; longer after a failure. */
const pause = 5000
const pauseAfterFailure = 30_000

export interface LiveDeps<T> {
  path: string
  /** Something has changed. */
  onChange: (value: T) => void
  /** The login has ended: nothing more is asked. */
  onLoginEnded: () => void
  ask?: (path: string, tag: string) => Promise<Tagged<T> | null>
}

/** Asks for changes while the page is seen; a page in the background asks nothing. */
export function useLive<T>({ path, onChange, onLoginEnded, ask = getChanged<T> }: LiveDeps<T>): void {
  let tag = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  async function look(): Promise<void> {
    let next = pause
    try {
      const found = await ask(path, tag)
      if (ended) return
      if (found) {
        tag = found.tag
        onChange(found.value)
      }
    } catch (error) {
      if (isLoginEnded(error)) {
        ended = true
        onLoginEnded()
        return
      }
      next = pauseAfterFailure
    }
    wait(next)
  }

  function wait(milliseconds: number): void {
    clearTimeout(timer)
    if (!ended && !document.hidden) timer = setTimeout(() => void look(), milliseconds)
  }

  const turned = () => {
    clearTimeout(timer)
    if (!document.hidden && !ended) void look()
  }
  onMounted(() => {
    document.addEventListener('visibilitychange', turned)
    turned()
  })
  onBeforeUnmount(() => {
    ended = true
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', turned)
  })
}
