import { ref, type Ref } from 'vue'
import type { DraftSaidView, DraftView } from '../../api/views/shapes.ts'

/** What the office does to its draft on the page: every step answers with the draft as it is then. */
export interface Drafting {
  /** What was said of the last step, where it changed nothing. */
  said: Ref<string | null>
  /** What was said at the release. */
  released: Ref<string | null>
  busy: Ref<boolean>
  /** A word of the preview, as in chat: `期限 2026-11-30`. */
  say(message: string): Promise<void>
  release(): Promise<void>
  cancel(): Promise<void>
}

export interface DraftingDeps {
  view: Ref<DraftView | null>
  post: (path: string, body: object) => Promise<DraftSaidView>
  newTap: () => string
  sentenceOf: (error: unknown) => string
}

export function useDrafting({ view, post, newTap, sentenceOf }: DraftingDeps): Drafting {
  const said = ref<string | null>(null)
  const released = ref<string | null>(null)
  const busy = ref(false)

  async function does(what: string, body: object): Promise<void> {
    if (busy.value || !view.value) return
    busy.value = true
    said.value = null
    try {
      const answer = await post(`/api/drafts/${view.value.id}/${what}`, { tap: newTap(), ...body })
      view.value = answer.view
      if (answer.view.state === 'released') released.value = answer.said
      else said.value = answer.said
    } catch (error) {
      said.value = sentenceOf(error)
    } finally {
      busy.value = false
    }
  }

  return {
    said,
    released,
    busy,
    say: message => does('words', { message: message.replace(/\s*[\r\n]+\s*/g, ' ') }),
    release: () => does('release', { revision: view.value?.revision ?? 0 }),
    cancel: () => does('cancel', { revision: view.value?.revision ?? 0 }),
  }
}
