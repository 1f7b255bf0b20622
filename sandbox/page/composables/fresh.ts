import { type Ref, ref, shallowRef, watch } from 'vue'
import { getJson, sentenceOf } from './ask.ts'

/** What the local WeCom says at an address, kept fresh. */
export interface Fresh<T> {
  /** Null until the first answer for this address. */
  value: Ref<T | null>
  failure: Ref<string | null>
  /** Asks again; what is shown stays until the answer is there. Calls that come while one is on its way become one. */
  reload: () => Promise<void>
}

/** Asks at once and whenever the address changes; an answer for an address that has been left is dropped. */
export function useFresh<T>(address: () => string | null): Fresh<T> {
  const value: Ref<T | null> = shallowRef(null)
  const failure = ref<string | null>(null)
  let asking = false
  let stale = false

  async function reload(): Promise<void> {
    stale = true
    if (asking) return
    asking = true
    while (stale) {
      stale = false
      await ask()
    }
    asking = false
  }

  async function ask(): Promise<void> {
    const asked = address()
    if (asked === null) return
    try {
      const answer = await getJson<T>(asked)
      if (asked !== address()) return
      value.value = answer
      failure.value = null
    } catch (error) {
      if (asked === address()) failure.value = sentenceOf(error)
    }
  }

  watch(
    address,
    () => {
      value.value = null
      failure.value = null
      void reload()
    },
    { immediate: true, flush: 'sync' },
  )
  return { value, failure, reload }
}
