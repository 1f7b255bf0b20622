import { computed, reactive } from 'vue'

/** What somebody has begun to write stays while the page looks elsewhere. */
const drafts = reactive(new Map<string, string>())

/** The unsent words of one conversation. */
export const useDraft = (conversation: () => string) =>
  computed({
    get: () => drafts.get(conversation()) ?? '',
    set: words => void drafts.set(conversation(), words),
  })
