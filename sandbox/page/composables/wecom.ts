import { computed } from 'vue'
import type { LocalChat, LocalMessage, LocalPerson } from '../../wire.ts'
import { useClock } from './clock.ts'
import { useFresh } from './fresh.ts'
import { useLive } from './live.ts'
import type { Place } from './place.ts'
import { useSending } from './sending.ts'

/** Everything that the page shows of the local WeCom, for the person and the chat that `place` names. */
export function useWeCom(place: () => Place) {
  const as = () => encodeURIComponent(place().person ?? '')
  const chatAddress = () => `/local/messages?as=${as()}&chat=${encodeURIComponent(place().chat ?? '')}`

  const people = useFresh<LocalPerson[]>(() => '/local/people')
  const chats = useFresh<LocalChat[]>(() => (place().person ? `/local/chats?as=${as()}` : null))
  const messages = useFresh<LocalMessage[]>(() => (place().chat ? chatAddress() : null))
  const clock = useClock()

  const reloadMine = () => {
    void chats.reload()
    void messages.reload()
  }
  const listening = useLive({
    changed: userids => {
      void people.reload()
      if (userids.some(id => id === place().person)) reloadMine()
    },
    clock: () => void clock.reload(),
    connected: () => {
      void people.reload()
      void clock.reload()
      reloadMine()
    },
  })

  const conversation = () => {
    const { person, chat } = place()
    return person && chat ? { person, chat } : null
  }
  return {
    people,
    chats,
    messages,
    clock,
    listening,
    sending: useSending({
      place: conversation,
      messages: () => messages.value.value ?? [],
      now: () => clock.now.value,
      arrived: () => void messages.reload(),
    }),
    me: computed(() => people.value.value?.find(({ userid }) => userid === place().person) ?? null),
    chat: computed(() => chats.value.value?.find(({ id }) => id === place().chat) ?? null),
  }
}
