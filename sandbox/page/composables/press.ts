import { ref } from 'vue'
import { postJson, sentenceOf } from './ask.ts'

/** Presses the buttons of one card, one at a time. */
export function usePress(place: () => { person: string; message: string }) {
  /** The key that is being pressed. */
  const pressing = ref<string | null>(null)
  const failure = ref<string | null>(null)

  async function press(key: string): Promise<void> {
    if (pressing.value !== null) return
    pressing.value = key
    failure.value = null
    try {
      const { person, message } = place()
      await postJson('/local/press', { as: person, message, key })
    } catch (error) {
      failure.value = sentenceOf(error)
    } finally {
      pressing.value = null
    }
  }
  return { pressing, failure, press }
}
