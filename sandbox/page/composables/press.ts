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

/** Says what a line of a card asks, as if it had been typed. */
export function useAskFor(place: () => { person: string; chat: string }) {
  const asking = ref(false)
  const failure = ref<string | null>(null)

  async function ask(text: string): Promise<void> {
    if (asking.value) return
    asking.value = true
    failure.value = null
    try {
      const { person, chat } = place()
      await postJson('/local/say', { as: person, chat, text })
    } catch (error) {
      failure.value = sentenceOf(error)
    } finally {
      asking.value = false
    }
  }
  return { asking, failure, ask }
}
