import { type Ref, ref, shallowRef } from 'vue'
import { isLoginEnded, sentenceOf } from './ask.ts'

/** Something that comes from the server: there, on its way, or failed with a sentence. */
export interface Loading<T> {
  view: Ref<T | null>
  failure: Ref<string | null>
  /** The login has ended: opening the page anew goes through WeCom and back. */
  loginEnded: Ref<boolean>
  busy: Ref<boolean>
  load: () => Promise<void>
}

/** Loads at once; `load` again keeps what is shown until the new is there. */
export function useLoading<T>(get: () => Promise<T>): Loading<T> {
  const view: Ref<T | null> = shallowRef(null)
  const failure = ref<string | null>(null)
  const loginEnded = ref(false)
  const busy = ref(false)
  async function load(): Promise<void> {
    busy.value = true
    failure.value = null
    try {
      view.value = await get()
    } catch (error) {
      failure.value = sentenceOf(error)
      loginEnded.value = isLoginEnded(error)
    } finally {
      busy.value = false
    }
  }
  void load()
  return { view, failure, loginEnded, busy, load }
}
