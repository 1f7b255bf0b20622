import { onScopeDispose, readonly, ref } from 'vue'

/** Whether the window is such, e.g. `(max-width: 480px)`, as it changes. */
export function useMedia(query: string) {
  const list = matchMedia(query)
  const matches = ref(list.matches)
  const follow = () => (matches.value = list.matches)
  list.addEventListener('change', follow)
  onScopeDispose(() => list.removeEventListener('change', follow))
  return readonly(matches)
}
