import { nextTick, onMounted, onScopeDispose, ref, type Ref, watch } from 'vue'

/** How far from the end still counts as reading the newest. */
const near = 120

/** Keeps a list at its end while its reader is there; who has scrolled up is told instead (`behind`). */
export function useStayAtEnd(
  list: Readonly<Ref<HTMLElement | null>>,
  last: () => { id: string; mine: boolean } | null,
) {
  const behind = ref(false)
  let atEnd = true

  function toEnd(): void {
    const element = list.value
    if (element) element.scrollTop = element.scrollHeight
    atEnd = true
    behind.value = false
  }
  function scrolled(): void {
    const element = list.value
    if (!element) return
    atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < near
    if (atEnd) behind.value = false
  }

  // Pictures, late fonts and a growing composer change heights too.
  const observer = new ResizeObserver(() => atEnd && toEnd())
  onMounted(() => {
    if (!list.value) return
    observer.observe(list.value)
    if (list.value.firstElementChild) observer.observe(list.value.firstElementChild)
    toEnd()
  })
  onScopeDispose(() => observer.disconnect())

  watch(
    () => last()?.id,
    async (id, before) => {
      if (id === undefined) return
      await nextTick()
      if (atEnd || before === undefined || last()?.mine) toEnd()
      else behind.value = true
    },
  )
  return { behind, scrolled, toEnd }
}
