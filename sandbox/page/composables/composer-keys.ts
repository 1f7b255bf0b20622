interface Key {
  key: string
  keyCode: number
  shiftKey: boolean
  altKey: boolean
  isComposing: boolean
}

/** What input methods report instead of the key they have taken. */
const takenByInputMethod = 229

/** Whether this key sends: Enter alone, and never the Enter that ends or picks a word of an input method. */
export const sends = ({ key, keyCode, shiftKey, altKey, isComposing }: Key, composing: boolean): boolean =>
  key === 'Enter' && !shiftKey && !altKey && !isComposing && !composing && keyCode !== takenByInputMethod
