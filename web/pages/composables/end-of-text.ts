import { onBeforeUnmount, onMounted, type Ref } from 'vue'

/**
 * Says once that the end of the text has been on the screen, also where everything fits without scrolling.
 * No clock is read: how long it took is nobody's business.
 * `covered` gives the height at the lower edge that something lies over, in CSS pixels.
 */
export function useEndOfText(end: Ref<HTMLElement | null>, covered: () => number, reached: () => void): void {
  let observer: IntersectionObserver | null = null
  onMounted(() => {
    if (!end.value) return
    observer = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return
        observer?.disconnect()
        reached()
      },
      { rootMargin: `0px 0px -${Math.round(covered())}px 0px` },
    )
    observer.observe(end.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
}
