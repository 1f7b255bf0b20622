import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create, type Font } from 'fontkit'

const { resolve } = createRequire(import.meta.url)

/** Noto Sans SC, which ships with the product: no font of the system is needed, and pictures are the same everywhere. */
export const fontFiles = {
  regular: resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
} as const
export const fontFamily = 'Noto Sans SC'

let loaded: { regular: Buffer; bold: Buffer; face: Font } | null = null

/** Read once a thread: 21 MB. */
export function fonts(): { regular: Buffer; bold: Buffer; face: Font } {
  if (!loaded) {
    const regular = readFileSync(fontFiles.regular)
    loaded = { regular, bold: readFileSync(fontFiles.bold), face: create(regular) as Font }
  }
  return loaded
}

/** Characters that show nothing by themselves. */
const unseen = /[\p{Cc}\p{Cf}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu

/** The text as it can be set: what the font lacks is named, `〔U+20BB7〕`, and noted in `missing`. Line ends stay. */
export function settable(text: string, missing: Set<string>): string {
  const { face } = fonts()
  const shown = text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '　')
    .replace(unseen, sign => (sign === '\n' ? sign : ''))
  let set = ''
  for (const sign of shown) {
    const code = sign.codePointAt(0) ?? 0
    if (sign === '\n' || face.hasGlyphForCodePoint(code)) {
      set += sign
      continue
    }
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    missing.add(name)
    set += `〔${name}〕`
  }
  return set
}
