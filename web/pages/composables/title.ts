import { watchEffect } from 'vue'

/** What the window is called. */
export function useTitle(title: () => string | null | undefined): void {
  watchEffect(() => {
    document.title = title() ?? '清风'
  })
}
