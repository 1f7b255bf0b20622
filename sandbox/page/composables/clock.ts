import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { LocalClock } from '../../wire.ts'
import { getJson, postJson, Refused } from './ask.ts'

const minute = 60_000

export type BotClock = ReturnType<typeof useClock>

/** The bot's clock: asked again when a new minute begins, so that it shows what the bot goes by and not the browser's. */
export function useClock() {
  const clock = shallowRef<LocalClock | null>(null)
  /** Why this clock cannot be moved at all; null as long as nothing says so. */
  const fixed = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function reload(): Promise<void> {
    clearTimeout(timer)
    try {
      clock.value = await getJson<LocalClock>('/local/clock')
      timer = setTimeout(() => void reload(), minute - (clock.value.now % minute) + 200)
    } catch {
      timer = setTimeout(() => void reload(), 5_000)
    }
  }

  /** Moves the clock to a minute in Shanghai, `2026-11-12T09:07`. Throws `Refused` with a sentence. */
  async function move(to: string): Promise<void> {
    try {
      clock.value = await postJson<LocalClock>('/local/clock', { to })
    } catch (error) {
      // 400 is about this moment; any other refusal is about the clock.
      if (error instanceof Refused && error.status !== null && error.status !== 400 && error.status < 500) {
        fixed.value = error.message
      }
      throw error
    }
    void reload()
  }

  const woken = () => void (document.visibilityState === 'visible' && reload())
  document.addEventListener('visibilitychange', woken)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', woken)
  })
  void reload()
  return { clock, now: computed(() => clock.value?.now ?? 0), fixed, reload, move }
}
