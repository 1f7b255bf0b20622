import { computed, type ComputedRef, ref, type Ref } from 'vue'
import type { MyState, TapView } from '../../api/views/shapes.ts'

/** One person's way through one notice: the end reached once, then the button. */
export interface Confirmation {
  mine: Ref<MyState>
  /** What the last press came to, where it was not a confirmation. */
  remark: Ref<string | null>
  busy: Ref<boolean>
  /** The login has ended: the page has to be opened anew before anything can be recorded. */
  loginEnded: Ref<boolean>
  /** The button asks to read on: the office wants the end reached first, and it is not. */
  mustReadOn: ComputedRef<boolean>
  /** The end of the text is on the screen. Recorded once; tried again on the next occasion where that fails. */
  reachEnd(): Promise<void>
  /** A press of the button. May be pressed again after a failure: it stays the same press until an answer comes. */
  press(): Promise<void>
}

export interface ConfirmationDeps {
  id: string
  /** Which version of the text the page shows. */
  version: number
  requireEnd: boolean
  mine: MyState
  /** Said before anything was pressed. */
  remark: string | null
  /** The notice was corrected since: it has to be shown anew, with this sentence. */
  onCorrected: (said: string) => void
  post: <T>(path: string, body: object) => Promise<T>
  /** 32 hex digits that tell one press from the next. */
  newTap: () => string
  sentenceOf: (error: unknown) => string
  isLoginEnded: (error: unknown) => boolean
}

export function useConfirmation(deps: ConfirmationDeps): Confirmation {
  const { id, version, requireEnd, post, newTap, sentenceOf, isLoginEnded } = deps
  const mine = ref(deps.mine)
  const remark = ref(deps.remark)
  const busy = ref(false)
  const loginEnded = ref(false)
  const endSeen = ref(deps.mine.reached !== null)
  let tap: string | null = null
  let recording: Promise<void> | null = null

  async function record(): Promise<void> {
    mine.value = await post<MyState>(`/api/notices/${id}/reached`, { version })
  }

  /** Two occasions at once are one request. */
  function recordEnd(): Promise<void> {
    if (mine.value.reached !== null) return Promise.resolve()
    recording ??= record().finally(() => (recording = null))
    return recording
  }

  async function confirm(): Promise<void> {
    if (endSeen.value) await recordEnd()
    tap ??= newTap()
    const { said, mine: after, corrected } = await post<TapView>(`/api/notices/${id}/confirm`, { tap, version })
    tap = null
    mine.value = after
    if (corrected) return deps.onCorrected(said)
    remark.value = after.confirmed ? null : said || '请阅读至文末再确认。'
  }

  return {
    mine,
    remark,
    busy,
    loginEnded,
    mustReadOn: computed(() => requireEnd && !endSeen.value && mine.value.confirmed === null),
    reachEnd: async () => {
      endSeen.value = true
      try {
        await recordEnd()
      } catch {
        // Nothing to tell: the press tries again before it confirms.
      }
    },
    press: async () => {
      if (busy.value || mine.value.confirmed) return
      busy.value = true
      remark.value = null
      try {
        await confirm()
      } catch (error) {
        remark.value = sentenceOf(error)
        loginEnded.value = isLoginEnded(error)
      } finally {
        busy.value = false
      }
    },
  }
}
