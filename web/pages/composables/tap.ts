/** 32 hex digits that tell one press from the next. */
export const newTap = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
