import { onScopeDispose, readonly, ref } from 'vue'
import { placeOf } from './place.ts'

/** Follows the address after `#`: links change it, and the way back in the browser does too. */
export function useHash() {
  const place = ref(placeOf(location.hash))
  const follow = () => (place.value = placeOf(location.hash))
  addEventListener('hashchange', follow)
  onScopeDispose(() => removeEventListener('hashchange', follow))
  return readonly(place)
}
