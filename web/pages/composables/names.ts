import { ref, shallowRef } from 'vue'
import type { NamesView } from '../../api/views/shapes.ts'
import { getJson, sentenceOf } from './ask.ts'

/** The names behind a progress: fetched only when somebody asks for them, since each look is recorded. */
export function useNames(id: string) {
  const view = shallowRef<NamesView | null>(null)
  const failure = ref<string | null>(null)
  const busy = ref(false)
  async function load(): Promise<void> {
    busy.value = true
    failure.value = null
    try {
      view.value = await getJson<NamesView>(`/api/notices/${id}/progress/names`)
    } catch (error) {
      failure.value = sentenceOf(error)
    } finally {
      busy.value = false
    }
  }
  return {
    view,
    failure,
    busy,
    load,
    /** The counts have changed, so the names may have. */
    forget: () => (view.value = null),
    missingIn: (department: string): readonly string[] | null =>
      view.value?.departments.find(({ id }) => id === department)?.missing ?? null,
  }
}
